using System.Net.Sockets;
using System.Text;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>A watch over a WebSocket; the handshake is done by hand, because a refusal's answer is compared too.</summary>
internal sealed class WebSocketWatch : WatchStream
{
    private readonly TcpClient _connection;
    private readonly NetworkStream _stream;

    private WebSocketWatch(TcpClient connection)
    {
        (_connection, _stream) = (connection, connection.GetStream());
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
            return (new(connection), response);
        var length = response.Headers.TryGetValue("content-length", out var given) ? int.Parse(given[0]) : 0;
        var body = new byte[length];
        await stream.ReadExactlyAsync(body);
        connection.Dispose();
        return (null, response with { Body = body });
    }

    public async Task SendAsync(int kind, byte[] payload) => await _stream.WriteAsync(new WebSocketFrame(kind, true, payload).ToBytes(), Stop);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _connection.Dispose();
    }

    private async Task ReadAsync()
    {
        using var message = new MemoryStream();
        while (await WebSocketFrame.ReadAsync(_stream, Stop) is { } frame)
        {
            if (frame.Kind >= WebSocketFrame.Close)
            {
                AddFrame(frame.Name);
                if (frame.Kind == WebSocketFrame.Ping)
                    await SendAsync(WebSocketFrame.Pong, frame.Payload);
                if (frame.Kind != WebSocketFrame.Close)
                    continue;
                await SendAsync(WebSocketFrame.Close, frame.Payload);
                return;
            }

            if (frame.Kind > WebSocketFrame.Text)
                AddFrame(frame.Name);
            message.Write(frame.Payload);
            if (!frame.IsLast)
                continue;
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
