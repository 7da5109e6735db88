using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Subresources.Streaming;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>What <c>kubectl port-forward</c> asks for: connections to a pod's ports through the API.</summary>
internal sealed class PortForwardSubresource : ISubresource
{
    private const string Tunnelled = "SPDY/3.1+" + PortForwarding.Protocol;

    public string Name => "portforward";

    public IReadOnlyList<string> Verbs => [Verb.Create, Verb.Get];

    public (string Group, string Version, string Kind)? Type => ("", "v1", "PodPortForwardOptions");

    public bool AppliesTo(string group, string plural) => group.Length == 0 && plural == "pods";

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var stored = request.Services.Store.Find(request.Kind.Collection, request.Key) ?? throw request.NotFound();
        if (request.Services.PodStreams is not { } streams)
            throw Statuses.BadRequest("this server runs without a node that could forward");
        Task<Stream> Connect(int port, CancellationToken stop) => streams.ConnectAsync(request.Key, stored.Uid, port, stop);

        var http = request.Http;
        if (http.WebSockets.IsWebSocketRequest)
        {
            var protocol = StreamUpgrade.SocketProtocol(http, Tunnelled, SocketCommandClient.Version4, SocketCommandClient.Version5);
            using var socket = await StreamUpgrade.AcceptSocketAsync(http, protocol).ConfigureAwait(false);
            if (protocol == Tunnelled)
            {
                await new PortForwarding(Connect).RunAsync(StreamUpgrade.AsStream(socket), request.Stop).ConfigureAwait(false);
                return null;
            }

            using var channels = new ChannelForwarding(socket, Ports(request), Connect);
            await channels.RunAsync(request.Stop).ConfigureAwait(false);
            return null;
        }

        if (!StreamUpgrade.IsSpdy(http))
            throw Statuses.BadRequest("Upgrade request required");
        await using var transport = await StreamUpgrade.AcceptSpdyAsync(http, PortForwarding.Protocol).ConfigureAwait(false);
        await new PortForwarding(Connect).RunAsync(transport, request.Stop).ConfigureAwait(false);
        return null;
    }

    private static List<int> Ports(ApiRequest request) =>
        [.. request.Request.Query["ports"].SelectMany(text => (text ?? "").Split(',')).Select(text => ushort.TryParse(text, out var port) && port > 0 ? port
            : throw Statuses.BadRequest($"unable to parse \"{text}\" as a port"))];
}
