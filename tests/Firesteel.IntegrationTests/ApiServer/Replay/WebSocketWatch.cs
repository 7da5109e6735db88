using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>A watch over a WebSocket; the handshake is done by hand, because a refusal's answer is compared too.</summary>
internal sealed class WebSocketWatch : WatchStream
{
    private readonly WebSocket _socket;
    private readonly TcpClient _connection;

    private WebSocketWatch(TcpClient connection, WebSocket socket)
    {
        (_connection, _socket) = (connection, socket);
        Start(ReadAsync);
    }

    /// <returns>The open watch, or the answer of a refusal.</returns>
    public static async Task<(WebSocketWatch? Watch, RawResponse Response)> OpenAsync(Uri target, IEnumerable<(string Name, string Value)> headers)
    {
        var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(target.Host, target.Port);
        var stream = connection.GetStream();
        var request = new StringBuilder($"GET {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        foreach (var (name, value) in headers)
            request.Append(name).Append(": ").Append(value).Append("\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request.Append("\r\n").ToString()));
        var response = await ReadHeadAsync(stream);
        if (response.Status == 101)
            return (new(connection, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false })), response);
        var length = response.Headers.TryGetValue("content-length", out var given) ? int.Parse(given[0]) : 0;
        var body = new byte[length];
        await stream.ReadExactlyAsync(body);
        connection.Dispose();
        return (null, response with { Body = body });
    }

    public async Task SendAsync(WebSocketMessageType type, byte[] payload) => await _socket.SendAsync(payload, type, endOfMessage: true, Stop);

    public async Task CloseAsync(int code) => await _socket.CloseOutputAsync((WebSocketCloseStatus)code, null, Stop);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _socket.Dispose();
        _connection.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var frame = await _socket.ReceiveAsync(buffer.AsMemory(), Stop);
            if (frame.MessageType == WebSocketMessageType.Close)
            {
                AddFrame("close");
                return;
            }

            message.Write(buffer, 0, frame.Count);
            if (!frame.EndOfMessage)
                continue;
            if (frame.MessageType == WebSocketMessageType.Binary)
                AddFrame("binary");
            var text = Encoding.UTF8.GetString(message.ToArray());
            Add(text.StartsWith('{') ? text : Encoding.UTF8.GetString(Convert.FromBase64String(text)));
            message.SetLength(0);
        }
    }

    private static async Task<RawResponse> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).GroupBy(pair => pair[0].ToLowerInvariant())
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(pair => pair[1])], StringComparer.Ordinal);
        return new(int.Parse(lines[0].Split(' ')[1]), headers, []);
    }
}
