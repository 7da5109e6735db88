namespace Firesteel.Embedded.ApiServer.Watching;

/// <summary>Where the events of a watch go: a chunked response or a WebSocket.</summary>
internal interface IWatchOutput : IAsyncDisposable
{
    /// <summary>Cancelled when the client has ended the watch.</summary>
    CancellationToken Closed { get; }

    /// <param name="line">One event with its line feed.</param>
    ValueTask SendAsync(ReadOnlyMemory<byte> line, CancellationToken stop, bool flush = true);

    ValueTask FlushAsync(CancellationToken stop);
}
