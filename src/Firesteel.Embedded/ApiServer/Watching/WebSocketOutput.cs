using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace Firesteel.Embedded.ApiServer.Watching;

/// <summary>Events as text frames; in base64 when the client chose such a sub-protocol.</summary>
internal sealed class WebSocketOutput : IWatchOutput
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);
    private readonly WebSocket _socket;
    private readonly bool _base64;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _listening;

    public WebSocketOutput(WebSocket socket, bool base64, TimeProvider time)
    {
        (_socket, _base64, _time) = (socket, base64, time);
        _listening = ListenAsync();
    }

    public CancellationToken Closed => _closed.Token;

    public async ValueTask SendAsync(ReadOnlyMemory<byte> line, CancellationToken stop, bool flush = true)
    {
        stop.ThrowIfCancellationRequested();
        if (_base64)
            line = Encoding.ASCII.GetBytes(Convert.ToBase64String(line.Span));
        // A send that is cancelled half-way would abort the connection; it is short, so it is let through.
        await _socket.SendAsync(line, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
    }

    public ValueTask FlushAsync(CancellationToken stop) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Goodbye, _time);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
            await _listening.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            _socket.Abort();
        }

        _socket.Dispose();
        _closed.Dispose();
    }

    /// <summary>Frames of the client mean nothing but their end.</summary>
    private async Task ListenAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1024);
        try
        {
            while (_socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                var frame = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                if (frame.MessageType == WebSocketMessageType.Close)
                    break;
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
        }

        ArrayPool<byte>.Shared.Return(buffer);
        await _closed.CancelAsync().ConfigureAwait(false);
    }
}
