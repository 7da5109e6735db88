namespace Firesteel.Embedded.ApiServer.Subresources.Streaming;

/// <summary>The client of a command, however it is connected: frames of a WebSocket or streams of SPDY.</summary>
internal interface ICommandClient : IAsyncDisposable
{
    /// <summary>Hands on what the client sends until it ends its input or goes.</summary>
    Task ReadAsync(Stream input, Action<int, int> resize, CancellationToken stop);

    Task WriteAsync(CommandOutput output, ReadOnlyMemory<byte> bytes, CancellationToken stop);

    /// <summary>Says how it ended, as a <c>Status</c>, and closes.</summary>
    Task FinishAsync(ReadOnlyMemory<byte> status, CancellationToken stop);
}
