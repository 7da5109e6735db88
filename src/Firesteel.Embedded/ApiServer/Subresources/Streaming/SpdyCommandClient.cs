using Firesteel.Embedded.Spdy;

namespace Firesteel.Embedded.ApiServer.Subresources.Streaming;

/// <summary><c>v4.channel.k8s.io</c> over SPDY, for clients older than kubectl 1.31: a stream for each of input, outputs, sizes and the final status.</summary>
internal sealed class SpdyCommandClient : ICommandClient
{
    private readonly SpdyConnection _connection;
    private readonly Task _reading;
    private readonly Dictionary<string, SpdyStream> _streams;

    private SpdyCommandClient(SpdyConnection connection, Task reading, Dictionary<string, SpdyStream> streams) => (_connection, _reading, _streams) = (connection, reading, streams);

    /// <summary>Waits until the client has opened all that it asked for.</summary>
    /// <returns>Null when it went away before.</returns>
    public static async Task<SpdyCommandClient?> OpenAsync(Stream transport, IReadOnlySet<string> expected, CancellationToken stop)
    {
        var connection = new SpdyConnection(transport);
        var reading = connection.RunAsync(stop);
        var streams = new Dictionary<string, SpdyStream>();
        await foreach (var stream in connection.OpenedAsync(stop).ConfigureAwait(false))
        {
            streams[stream.Headers.GetValueOrDefault("streamtype", "")] = stream;
            if (expected.IsSubsetOf(streams.Keys))
                return new(connection, reading, streams);
        }

        connection.Dispose();
        return null;
    }

    public async Task ReadAsync(Stream input, Action<int, int> resize, CancellationToken stop)
    {
        var sizes = _streams.TryGetValue("resize", out var changes) ? ResizeAsync(changes, resize, stop) : Task.CompletedTask;
        if (_streams.TryGetValue("stdin", out var typed))
        {
            await typed.Input.CopyToAsync(input, stop).ConfigureAwait(false);
            input.Close();
        }

        await sizes.ConfigureAwait(false);
        await _reading.WaitAsync(stop).ConfigureAwait(false);
        throw new IOException("the client has gone");
    }

    public Task WriteAsync(CommandOutput output, ReadOnlyMemory<byte> bytes, CancellationToken stop) =>
        _streams.TryGetValue(output == CommandOutput.Output ? "stdout" : "stderr", out var stream) ? stream.WriteAsync(bytes, stop) : Task.CompletedTask;

    public async Task FinishAsync(ReadOnlyMemory<byte> status, CancellationToken stop)
    {
        if (_streams.TryGetValue("error", out var error))
            await error.WriteAsync(status, stop).ConfigureAwait(false);
        foreach (var stream in _streams.Values)
            await stream.EndAsync(stop).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task ResizeAsync(SpdyStream changes, Action<int, int> resize, CancellationToken stop)
    {
        using var lines = new StreamReader(changes.Input);
        while (await lines.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
            SocketCommandClient.Resize(System.Text.Encoding.UTF8.GetBytes(line), resize);
    }
}
