using System.IO.Pipelines;

namespace Firesteel.Embedded.Spdy;

/// <summary>One stream of a connection, opened by the other side: bytes both ways, each way with an end of its own.</summary>
internal sealed class SpdyStream
{
    /// <summary>Clients of Kubernetes keep no window, so what is not read yet holds up the whole connection, as TCP would.</summary>
    private readonly Pipe _input = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, useSynchronizationContext: false));
    private readonly SpdyConnection _connection;
    private int _ended;

    internal SpdyStream(SpdyConnection connection, int id, IReadOnlyDictionary<string, string> headers) =>
        (_connection, Id, Headers, Input) = (connection, id, headers, _input.Reader.AsStream());

    public int Id { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>What the other side writes; ends when it does.</summary>
    public Stream Input { get; }

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop) => _connection.SendDataAsync(Id, bytes, end: false, stop);

    /// <summary>Nothing more comes from this side.</summary>
    public Task EndAsync(CancellationToken stop) =>
        Interlocked.Exchange(ref _ended, 1) == 0 ? _connection.SendDataAsync(Id, default, end: true, stop) : Task.CompletedTask;

    public async Task CopyFromAsync(Stream source, CancellationToken stop)
    {
        var buffer = new byte[32 * 1024];
        for (int read; (read = await source.ReadAsync(buffer, stop).ConfigureAwait(false)) > 0;)
            await WriteAsync(buffer.AsMemory(0, read), stop).ConfigureAwait(false);
    }

    /// <summary>A stream that nobody reads any more takes what still comes and forgets it.</summary>
    public void StopReading() => _input.Reader.Complete();

    internal async ValueTask ReceivedAsync(ReadOnlyMemory<byte> bytes, bool end, CancellationToken stop)
    {
        if (!bytes.IsEmpty)
            await _input.Writer.WriteAsync(bytes, stop).ConfigureAwait(false);
        if (end)
            await _input.Writer.CompleteAsync().ConfigureAwait(false);
    }

    internal void Broken() => _input.Writer.Complete();
}
