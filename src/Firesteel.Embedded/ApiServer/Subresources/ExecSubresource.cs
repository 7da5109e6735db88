using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Subresources.Streaming;
using Firesteel.Embedded.PodStreams;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>What <c>kubectl exec</c> and <c>kubectl cp</c> ask for: a command in a container, connected to the client.</summary>
internal sealed class ExecSubresource : ISubresource
{
    public string Name => "exec";

    public IReadOnlyList<string> Verbs => [Verb.Create, Verb.Get];

    public (string Group, string Version, string Kind)? Type => ("", "v1", "PodExecOptions");

    public bool AppliesTo(string group, string plural) => group.Length == 0 && plural == "pods";

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var stored = request.Services.Store.Find(request.Kind.Collection, request.Key) ?? throw request.NotFound();
        var query = request.Request.Query;
        var container = Container(request, request.Kind.TreeOf(stored));
        var command = new PodCommand([.. query["command"].OfType<string>()], query.Flag("stdin"), query.Flag("tty"));
        if (command.Arguments.IsEmpty)
            throw Statuses.BadRequest("you must specify at least 1 command for the container");

        var http = request.Http;
        if (!http.WebSockets.IsWebSocketRequest && !StreamUpgrade.IsSpdy(http))
            throw Statuses.BadRequest("Upgrade request required");
        var protocol = http.WebSockets.IsWebSocketRequest ? StreamUpgrade.SocketProtocol(http, SocketCommandClient.Version5, SocketCommandClient.Version4) : "";
        var session = await StartAsync(request, stored.Uid, container, command).ConfigureAwait(false);
        await using var ending = session.ConfigureAwait(false);
        if (http.WebSockets.IsWebSocketRequest)
        {
            await using var client = new SocketCommandClient(await http.WebSockets.AcceptWebSocketAsync(protocol).ConfigureAwait(false));
            await client.BeginAsync(request.Stop).ConfigureAwait(false);
            await CommandRun.RunAsync(session, client, request.Services.Time, request.Stop).ConfigureAwait(false);
            return null;
        }

        await using var transport = await StreamUpgrade.AcceptSpdyAsync(http, SocketCommandClient.Version4).ConfigureAwait(false);
        if (await SpdyCommandClient.OpenAsync(transport, Streams(request, command), request.Stop).ConfigureAwait(false) is not { } spdy)
            return null;
        await using var closing = spdy.ConfigureAwait(false);
        await CommandRun.RunAsync(session, spdy, request.Services.Time, request.Stop).ConfigureAwait(false);
        return null;
    }

    private static async Task<ICommandSession> StartAsync(ApiRequest request, string uid, string container, PodCommand command)
    {
        try
        {
            var session = request.Services.PodStreams is { } streams ? await streams.ExecAsync(request.Key, uid, container, command, request.Stop).ConfigureAwait(false) : null;
            return session ?? throw Statuses.InternalError($"unable to upgrade connection: container not found (\"{container}\")");
        }
        catch (IOException failed)
        {
            throw Statuses.InternalError($"unable to upgrade connection: {failed.Message}");
        }
    }

    private static ImmutableHashSet<string> Streams(ApiRequest request, PodCommand command)
    {
        var query = request.Request.Query;
        var streams = ImmutableHashSet.Create("error");
        foreach (var name in (string[])["stdin", "stdout", "stderr"])
        {
            if (query.Flag(name) && !(name == "stderr" && command.Terminal))
                streams = streams.Add(name);
        }

        return command.Terminal ? streams.Add("resize") : streams;
    }

    private static string Container(ApiRequest request, JsonObject pod)
    {
        var names = (pod["spec"]?["containers"] as JsonArray ?? []).OfType<JsonObject>().Concat((pod["spec"]?["initContainers"] as JsonArray ?? []).OfType<JsonObject>())
            .Select(container => container.Text("name")).ToList();
        var asked = request.Request.Query.Text("container");
        if (asked.Length == 0)
            return (pod.Metadata()["annotations"] as JsonObject)?.Text("kubectl.kubernetes.io/default-container") is { Length: > 0 } preferred && names.Contains(preferred) ? preferred : names[0];
        return names.Contains(asked) ? asked : throw Statuses.BadRequest($"container {asked} is not valid for pod {request.Path.Name}");
    }
}
