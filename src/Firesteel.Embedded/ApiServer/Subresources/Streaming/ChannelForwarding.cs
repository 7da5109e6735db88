using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace Firesteel.Embedded.ApiServer.Subresources.Streaming;

/// <summary>
/// Port-forward as the Python and Java clients ask for it, over <c>v4.channel.k8s.io</c>: the ports stand in the query, and the one at place n has the channels
/// 2n (bytes) and 2n+1 (what goes wrong); each begins with the port's number. One connection for each port.
/// </summary>
internal sealed class ChannelForwarding(WebSocket socket, IReadOnlyList<int> ports, Func<int, CancellationToken, Task<Stream>> connect) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    public async Task RunAsync(CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pods = new Stream?[ports.Count];
        var copies = new List<Task>();
        try
        {
            for (var index = 0; index < ports.Count; index++)
            {
                var number = new byte[2];
                BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)ports[index]);
                await SendAsync(2 * index, number, over.Token).ConfigureAwait(false);
                await SendAsync((2 * index) + 1, number, over.Token).ConfigureAwait(false);
                try
                {
                    pods[index] = await connect(ports[index], over.Token).ConfigureAwait(false);
                    copies.Add(CopyAsync(index, pods[index]!, over.Token));
                }
                catch (IOException failed)
                {
                    await SendAsync((2 * index) + 1, Encoding.UTF8.GetBytes(failed.Message), over.Token).ConfigureAwait(false);
                }
            }

            var reading = ReadAsync(pods, over.Token);
            await Task.WhenAny(reading, Task.WhenAll(copies)).ConfigureAwait(false);
            if (socket.State == WebSocketState.Open)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, over.Token).ConfigureAwait(false);
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([reading, .. copies]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            foreach (var pod in pods.OfType<Stream>())
                await pod.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task ReadAsync(Stream?[] pods, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        var channel = -1;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), stop).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            var content = buffer.AsMemory(0, part.Count);
            if (channel < 0 && content.Length > 0)
            {
                channel = content.Span[0];
                content = content[1..];
            }

            if (channel >= 0 && channel % 2 == 0 && channel / 2 < pods.Length && pods[channel / 2] is { } pod)
                await pod.WriteAsync(content, stop).ConfigureAwait(false);
            if (part.EndOfMessage)
                channel = -1;
        }
    }

    private async Task CopyAsync(int index, Stream pod, CancellationToken stop)
    {
        var buffer = new byte[32 * 1024];
        for (int read; (read = await pod.ReadAsync(buffer, stop).ConfigureAwait(false)) > 0;)
            await SendAsync(2 * index, buffer.AsMemory(0, read), stop).ConfigureAwait(false);
    }

    private async Task SendAsync(int channel, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var message = new byte[bytes.Length + 1];
        message[0] = (byte)channel;
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
