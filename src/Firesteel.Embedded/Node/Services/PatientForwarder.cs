using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Firesteel.Embedded.Node.Services;

/// <summary>
/// Listens once a pod does, not before: a listener on a port of one address keeps a pod that starts from that port of all addresses. A pod that has all of
/// them is reached without a forwarder.
/// </summary>
internal sealed class PatientForwarder : IForwarder
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private Forward _forward;
    private TcpForwarder? _open;

    public PatientForwarder(Forward forward, TimeProvider time)
    {
        (_forward, _time) = (forward, time);
        _ = OpenAsync();
    }

    public void Retarget(ImmutableArray<IPEndPoint> targets)
    {
        lock (_gate)
        {
            _forward = _forward with { Targets = targets };
            _open?.Retarget(targets);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stop.Cancel();
            _open?.Dispose();
        }
    }

    private async Task OpenAsync()
    {
        try
        {
            for (var pause = FirstPause; !await ListensAsync(); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
                await Task.Delay(pause, _time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                return;
            try
            {
                _open = new TcpForwarder(_forward);
            }
            catch (SocketException)
            {
                // The pod listens here as well, or another platform has the address; names lead to the pod itself.
            }
        }
    }

    private async Task<bool> ListensAsync()
    {
        foreach (var target in _forward.Targets)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await probe.ConnectAsync(target, _stop.Token);
                return true;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        return false;
    }
}
