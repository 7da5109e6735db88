using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Firesteel.Embedded.Spdy;

namespace Firesteel.Embedded.ApiServer.Subresources.Streaming;

/// <summary>Port-forward over SPDY: for each connection the client opens a pair of streams, one for its bytes and one for what goes wrong.</summary>
/// <param name="connect">To a port of the pod.</param>
internal sealed class PortForwarding(Func<int, CancellationToken, Task<Stream>> connect)
{
    public const string Protocol = "portforward.k8s.io";

    private readonly ConcurrentDictionary<string, SpdyStream> _halves = new();

    /// <summary>Until the client goes.</summary>
    public async Task RunAsync(Stream transport, CancellationToken stop)
    {
        using var connection = new SpdyConnection(transport);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = connection.RunAsync(over.Token);
        var forwards = new ConcurrentDictionary<Task, byte>();
        await foreach (var stream in connection.OpenedAsync(over.Token).ConfigureAwait(false))
        {
            if (!_halves.TryRemove(stream.Headers.GetValueOrDefault("requestid", ""), out var other))
            {
                _halves[stream.Headers.GetValueOrDefault("requestid", "")] = stream;
                continue;
            }

            var (data, error) = IsData(stream) ? (stream, other) : (other, stream);
            var forward = ForwardAsync(connection, data, error, over.Token);
            forwards[forward] = 0;
            _ = forward.ContinueWith(done => forwards.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(forwards.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static bool IsData(SpdyStream stream) => stream.Headers.GetValueOrDefault("streamtype") == "data";

    private async Task ForwardAsync(SpdyConnection connection, SpdyStream data, SpdyStream error, CancellationToken stop)
    {
        try
        {
            if (!int.TryParse(data.Headers.GetValueOrDefault("port"), out var port))
                throw new IOException("the client names no port");
            await using var pod = await connect(port, stop).ConfigureAwait(false);
            var there = data.CopyFromAsync(pod, stop);
            var back = BackAsync(data.Input, pod, stop);
            // The pod's end is the connection's end; the client's end is only that of its half.
            await there.ConfigureAwait(false);
            data.StopReading();
            _ = back.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        catch (IOException failed)
        {
            await error.WriteAsync(Encoding.UTF8.GetBytes(failed.Message), stop).ConfigureAwait(false);
        }
        finally
        {
            if (!stop.IsCancellationRequested)
            {
                await data.EndAsync(stop).ConfigureAwait(false);
                await error.EndAsync(stop).ConfigureAwait(false);
            }

            connection.Forget(data.Id);
            connection.Forget(error.Id);
        }
    }

    private static async Task BackAsync(Stream client, Stream pod, CancellationToken stop)
    {
        try
        {
            await client.CopyToAsync(pod, stop).ConfigureAwait(false);
            if (pod is NetworkStream network)
                network.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The pod closed first.
        }
    }
}
