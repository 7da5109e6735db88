using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Node.Events;

/// <summary>Events of the node, the scheduler and the controllers. Written in the background; the same event again counts the first one up.</summary>
internal sealed class NodeEvents(IKubeClient client, string component, string host, TimeProvider time, ILogger log)
{
    private readonly Channel<(KubeObject Regarding, string? FieldPath, string Type, string Reason, string Message, DateTimeOffset At)> _queue =
        Channel.CreateBounded<(KubeObject, string?, string, string, string, DateTimeOffset)>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly ConcurrentDictionary<(string Uid, string? FieldPath, string Reason, string Message), (string Name, int Count)> _known = new();

    public void Normal(KubeObject regarding, string reason, string message, string? fieldPath = null) => Record(regarding, fieldPath, "Normal", reason, message);

    public void Warning(KubeObject regarding, string reason, string message, string? fieldPath = null) => Record(regarding, fieldPath, "Warning", reason, message);

    public async Task RunAsync(CancellationToken stop)
    {
        await foreach (var (regarding, fieldPath, type, reason, message, at) in _queue.Reader.ReadAllAsync(stop))
        {
            try
            {
                await WriteAsync(regarding, fieldPath, type, reason, message, at, stop);
            }
            catch (Exception failure) when (failure is KubeException or HttpRequestException)
            {
                // An event is a courtesy; a namespace that is going away takes none.
                log.StepFailed("writing an event", failure.Message);
            }
        }
    }

    private void Record(KubeObject regarding, string? fieldPath, string type, string reason, string message) =>
        _queue.Writer.TryWrite((regarding, fieldPath, type, reason, message, time.GetUtcNow()));

    private async Task WriteAsync(KubeObject regarding, string? fieldPath, string type, string reason, string message, DateTimeOffset at, CancellationToken stop)
    {
        var key = (regarding.Uid, fieldPath, reason, message);
        var space = regarding.Namespace.Length > 0 ? regarding.Namespace : "default";
        if (_known.TryGetValue(key, out var known))
        {
            var patch = new JsonObject { ["count"] = known.Count + 1, ["lastTimestamp"] = at.ToRfc3339() };
            try
            {
                await client.PatchAsync(ResourceTypes.CoreEvents, new(space, known.Name), new Patch(PatchType.Merge, patch), stop: stop);
                _known[key] = (known.Name, known.Count + 1);
                return;
            }
            catch (KubeException gone) when (gone.IsNotFound)
            {
                _known.TryRemove(key, out _);
            }
        }

        var name = $"{regarding.Name}.{at.UtcTicks:x}{(uint)HashCode.Combine(reason, message, fieldPath) % 4096:x}";
        var item = KubeObject.Of(ResourceTypes.CoreEvents, space, name);
        var reference = new JsonObject
        {
            ["apiVersion"] = regarding.ApiVersion,
            ["kind"] = regarding.Kind,
            ["name"] = regarding.Name,
            ["uid"] = regarding.Uid,
            ["resourceVersion"] = regarding.ResourceVersion,
        };
        if (regarding.Namespace.Length > 0)
            reference["namespace"] = regarding.Namespace;
        if (fieldPath is not null)
            reference["fieldPath"] = fieldPath;
        item.Json["involvedObject"] = reference;
        item.Json["type"] = type;
        item.Json["reason"] = reason;
        item.Json["message"] = message;
        item.Json["count"] = 1;
        item.Json["firstTimestamp"] = at.ToRfc3339();
        item.Json["lastTimestamp"] = at.ToRfc3339();
        item.Json["source"] = host.Length > 0 ? new JsonObject { ["component"] = component, ["host"] = host } : new JsonObject { ["component"] = component };
        item.Json["reportingComponent"] = component;
        item.Json["reportingInstance"] = host;
        await client.CreateAsync(ResourceTypes.CoreEvents, item, stop);
        if (_known.Count > 20_000)
            _known.Clear();
        _known[key] = (name, 1);
    }
}
