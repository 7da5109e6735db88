using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Firesteel.Embedded.ApiServer.Subresources.Streaming;

/// <summary>The ways in which a client turns its request into a stream.</summary>
internal static class StreamUpgrade
{
    private const string Spdy = "SPDY/3.1";
    private const string ProtocolHeader = "X-Stream-Protocol-Version";

    /// <returns>The first protocol that the client names and this server speaks.</returns>
    /// <exception cref="ApiException">There is none.</exception>
    public static string SocketProtocol(HttpContext http, params ReadOnlySpan<string> spoken) => First(http.WebSockets.WebSocketRequestedProtocols, spoken)
        ?? throw Statuses.BadRequest($"unable to upgrade: none of the protocols {string.Join(", ", http.WebSockets.WebSocketRequestedProtocols)} is spoken here");

    /// <summary>By hand: the protocol's name "SPDY/3.1+portforward.k8s.io" has a slash, which is no token, and ASP.NET does not accept it.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 6455 asks for SHA-1 here; it protects nothing")]
    public static async Task<WebSocket> AcceptSocketAsync(HttpContext http, string protocol)
    {
        const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3
        var headers = http.Response.Headers;
        headers.Connection = "Upgrade";
        headers.Upgrade = "websocket";
        headers.SecWebSocketProtocol = protocol;
        headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(http.Request.Headers.SecWebSocketKey + Magic)));
        var transport = await http.Features.Get<IHttpUpgradeFeature>()!.UpgradeAsync().ConfigureAwait(false);
        return WebSocket.CreateFromStream(transport, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.FromSeconds(30) });
    }

    public static bool IsSpdy(HttpContext http) =>
        http.Request.Headers.Upgrade.ToString().Equals(Spdy, StringComparison.OrdinalIgnoreCase) && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };

    /// <exception cref="ApiException">The client speaks no such protocol.</exception>
    public static async Task<Stream> AcceptSpdyAsync(HttpContext http, string protocol)
    {
        if (First(http.Request.Headers.GetCommaSeparatedValues(ProtocolHeader), [protocol]) is null)
            throw Statuses.BadRequest($"unable to upgrade: the protocol {http.Request.Headers[ProtocolHeader]} is not spoken here, {protocol} is");
        http.Response.Headers.Upgrade = Spdy;
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers[ProtocolHeader] = protocol;
        return await http.Features.Get<IHttpUpgradeFeature>()!.UpgradeAsync().ConfigureAwait(false);
    }

    /// <summary>Bytes as binary messages: how kubectl since 1.31 carries SPDY.</summary>
    public static Stream AsStream(WebSocket socket) => WebSocketStream.Create(socket, WebSocketMessageType.Binary, ownsWebSocket: true);

    private static string? First(IEnumerable<string> asked, ReadOnlySpan<string> spoken)
    {
        foreach (var protocol in asked)
        {
            if (spoken.Contains(protocol))
                return protocol;
        }

        return null;
    }
}
