using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Firesteel.Embedded.Node.Services;

/// <summary>Listens on one loopback address and passes connections on to a service's pods, in turn.</summary>
internal sealed class TcpForwarder : IForwarder
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private ImmutableArray<IPEndPoint> _targets;
    private int _turn;

    /// <exception cref="SocketException">The port is taken, or below 1024 and the user may not have it.</exception>
    public TcpForwarder(Forward forward)
    {
        _targets = forward.Targets;
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            _listener.Bind(forward.Address);
            _listener.Listen(512);
        }
        catch (SocketException)
        {
            _listener.Dispose();
            throw;
        }

        _ = AcceptAsync();
    }

    public void Retarget(ImmutableArray<IPEndPoint> targets) => ImmutableInterlocked.InterlockedExchange(ref _targets, targets);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = PassAsync(await _listener.AcceptAsync(_stop.Token));
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                if (_stop.IsCancellationRequested)
                    return;
            }
        }
    }

    private async Task PassAsync(Socket client)
    {
        using (client)
        using (var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            try
            {
                var targets = _targets;
                if (targets.IsEmpty)
                    return;
                client.NoDelay = server.NoDelay = true;
                await server.ConnectAsync(targets[(int)((uint)Interlocked.Increment(ref _turn) % targets.Length)], _stop.Token);
                await Task.WhenAll(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Either side went away: closing both tells the other.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[32 * 1024];
        for (int read; (read = await from.ReceiveAsync(buffer, _stop.Token)) > 0;)
            await to.SendAsync(buffer.AsMemory(0, read), _stop.Token);
        to.Shutdown(SocketShutdown.Send);
    }
}
