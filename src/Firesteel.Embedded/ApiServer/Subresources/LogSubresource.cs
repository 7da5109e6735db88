using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Kube.Client;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>A container's log, from the node that runs the pod.</summary>
internal sealed class LogSubresource : ISubresource
{
    public string Name => "log";

    public IReadOnlyList<string> Verbs => [Verb.Get];

    public (string Group, string Version, string Kind)? Type => null;

    public bool AppliesTo(string group, string plural) => group.Length == 0 && plural == "pods";

    public async Task<Answer?> RunAsync(ApiRequest request)
    {
        var stored = request.Services.Store.Find(request.Kind.Collection, request.Key) ?? throw request.NotFound();
        var pod = request.Kind.TreeOf(stored);
        var query = Query(request, pod);
        var http = request.Http;
        var output = new LogStream(http);
        await using (output.ConfigureAwait(false))
        {
            var found = request.Services.PodLogs is { } logs
                && await logs.CopyAsync(request.Key, stored.Uid, query, output, request.Stop).ConfigureAwait(false);
            if (!found && !http.Response.HasStarted)
                throw Absent(request, pod, query);
            await output.StartAsync().ConfigureAwait(false);
        }

        return null;
    }

    private static LogQuery Query(ApiRequest request, JsonObject pod)
    {
        var query = request.Request.Query;
        var containers = Containers(pod).ToList();
        var container = query.Text("container");
        if (container.Length == 0)
        {
            var preferred = (pod.Metadata()["annotations"] as JsonObject)?.Text("kubectl.kubernetes.io/default-container") ?? "";
            container = containers is [var only] ? only : containers.Contains(preferred) ? preferred
                : throw Statuses.BadRequest($"a container name must be specified for pod {request.Path.Name}, choose one of: [{string.Join(' ', containers)}]");
        }
        else if (!containers.Contains(container))
        {
            throw Statuses.BadRequest($"container {container} is not valid for pod {request.Path.Name}");
        }

        var now = request.Services.Time.GetUtcNow();
        var since = query.Integer("sinceSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(query.Text("sinceTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) ? now - start
            : (TimeSpan?)null;
        return new(container, query.Flag("follow"), query.Flag("previous"), query.Integer("tailLines") is { } tail ? (int)Math.Min(tail, int.MaxValue) : null, since, query.Flag("timestamps"));
    }

    private static IEnumerable<string> Containers(JsonObject pod)
    {
        var spec = pod["spec"] as JsonObject ?? [];
        return ((string[])["initContainers", "containers", "ephemeralContainers"])
            .Select(name => spec[name]).OfType<JsonArray>().SelectMany(list => list.OfType<JsonObject>()).Select(container => container.Text("name"))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Says what a kubelet says about a container that has no log.</summary>
    private static ApiException Absent(ApiRequest request, JsonObject pod, LogQuery query)
    {
        var status = pod["status"] as JsonObject ?? [];
        var container = (status["containerStatuses"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(one => one.Text("name") == query.Container);
        var waiting = (container?["state"]?["waiting"] as JsonObject)?.Text("reason");
        if (query.Previous)
            return Statuses.BadRequest($"previous terminated container \"{query.Container}\" in pod \"{request.Path.Name}\" not found");
        return Statuses.BadRequest(waiting is { Length: > 0 }
            ? $"container \"{query.Container}\" in pod \"{request.Path.Name}\" is waiting to start: {waiting}"
            : $"container \"{query.Container}\" in pod \"{request.Path.Name}\" is not available");
    }
}
