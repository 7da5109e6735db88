using System.Net.WebSockets;
using System.Text.Json;

namespace Firesteel.Embedded.ApiServer.Subresources.Streaming;

/// <summary>
/// <c>v4.channel.k8s.io</c> and <c>v5.channel.k8s.io</c>: binary messages whose first byte is the channel. The fifth version adds a way to end a channel,
/// without which a command never sees the end of its input.
/// </summary>
internal sealed class SocketCommandClient(WebSocket socket) : ICommandClient
{
    public const string Version4 = "v4.channel.k8s.io";
    public const string Version5 = "v5.channel.k8s.io";

    private const byte InputChannel = 0;
    private const byte StatusChannel = 3;
    private const byte ResizeChannel = 4;
    private const byte CloseChannel = 255;

    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>An empty message tells the client that the command runs.</summary>
    public Task BeginAsync(CancellationToken stop) => SendAsync((byte)CommandOutput.Output, default, stop);

    public async Task ReadAsync(Stream input, Action<int, int> resize, CancellationToken stop)
    {
        var open = true;
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                if (length == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
                part = await socket.ReceiveAsync(buffer.AsMemory(length), stop).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw new IOException("the client has gone");
                length += part.Count;
            }
            while (!part.EndOfMessage && length < 32 << 20);

            if (length == 0)
                continue;
            var content = buffer.AsMemory(1, length - 1);
            switch (buffer[0])
            {
                case InputChannel when open:
                    open = await WriteAsync(input, content, stop).ConfigureAwait(false);
                    break;
                case CloseChannel when open && content.Span is [InputChannel]:
                    open = false;
                    input.Close();
                    break;
                case ResizeChannel:
                    Resize(content.Span, resize);
                    break;
            }
        }
    }

    public Task WriteAsync(CommandOutput output, ReadOnlyMemory<byte> bytes, CancellationToken stop) => SendAsync((byte)output, bytes, stop);

    public async Task FinishAsync(ReadOnlyMemory<byte> status, CancellationToken stop)
    {
        await SendAsync(StatusChannel, status, stop).ConfigureAwait(false);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <returns>False when the command does not read any more.</returns>
    private static async Task<bool> WriteAsync(Stream input, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        try
        {
            await input.WriteAsync(bytes, stop).ConfigureAwait(false);
            await input.FlushAsync(stop).ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    internal static void Resize(ReadOnlySpan<byte> json, Action<int, int> resize)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var size = JsonDocument.ParseValue(ref reader);
            resize(size.RootElement.GetProperty("Width").GetUInt16(), size.RootElement.GetProperty("Height").GetUInt16());
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // A size that cannot be read changes nothing.
        }
    }

    private async Task SendAsync(byte channel, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var message = new byte[bytes.Length + 1];
        message[0] = channel;
        bytes.CopyTo(message.AsMemory(1));
        await _writing.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, stop).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }
}
