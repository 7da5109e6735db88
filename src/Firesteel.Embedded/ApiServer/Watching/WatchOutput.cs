using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Watching;

/// <summary>Opens what the client asked for. Spark 4.1's client upgrades to a WebSocket and waits for ever when it gets anything else.</summary>
internal static class WatchOutput
{
    private const string Base64Protocol = "base64.binary.k8s.io";

    public static async Task<IWatchOutput> OpenAsync(ApiRequest request, AnswerForm form)
    {
        var http = request.Http;
        if (!http.WebSockets.IsWebSocketRequest)
        {
            var chunked = new ChunkedOutput(http, form.MediaType == AnswerForm.Protobuf ? AnswerForm.Protobuf + ";stream=watch" : AnswerForm.Json);
            await chunked.StartAsync().ConfigureAwait(false);
            return chunked;
        }

        var protocol = http.WebSockets.WebSocketRequestedProtocols is [var only] ? only : null;
        var socket = await http.WebSockets.AcceptWebSocketAsync(protocol).ConfigureAwait(false);
        return new WebSocketOutput(socket, protocol == Base64Protocol, request.Services.Time);
    }

    /// <summary>What makes a real server refuse a handshake: no Origin (403), or more than one sub-protocol on offer (400).</summary>
    /// <returns>The status code of the refusal, or null.</returns>
    public static int? Refusal(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
            return null;
        if (http.Request.Headers.Origin.Count == 0)
            return StatusCodes.Status403Forbidden;
        return http.WebSockets.WebSocketRequestedProtocols.Count > 1 ? StatusCodes.Status400BadRequest : null;
    }
}
