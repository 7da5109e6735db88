using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.IntegrationTests.Node;

/// <summary>The least API that a node can work against: objects in memory, watches, merge patches, bindings, tokens, graceful deletion of pods and finalizers.</summary>
internal sealed class InMemoryKubeClient : IKubeClient
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Plural, ObjectKey Key), KubeObject> _objects = [];
    private readonly ConcurrentDictionary<Channel<WatchEvent>, string> _watchers = new();
    private readonly List<(long Version, string Plural, WatchEvent Event)> _history = [];
    private long _version;

    public Task<KubeObject?> FindAsync(ResourceType type, ObjectKey key, CancellationToken stop = default)
    {
        lock (_gate)
            return Task.FromResult(_objects.GetValueOrDefault((type.Plural, key))?.Clone());
    }

    public Task<ObjectList> ListAsync(ResourceType type, string @namespace, ListQuery? query = null, CancellationToken stop = default)
    {
        lock (_gate)
        {
            return Task.FromResult(new ObjectList(
                [.. _objects.Where(pair => pair.Key.Plural == type.Plural && (@namespace.Length == 0 || pair.Key.Key.Namespace == @namespace)).Select(pair => pair.Value.Clone())], _version.ToString()));
        }
    }

    public Task<KubeObject> CreateAsync(ResourceType type, KubeObject item, CancellationToken stop = default)
    {
        lock (_gate)
        {
            var parts = type.Plural.Split('/');
            if (parts is ["pods", var pod, "binding"])
            {
                var bound = Require("pods", new(item.Namespace, pod)).Clone();
                bound.Spec!["nodeName"] = item.Json["target"]!["name"]!.GetValue<string>();
                return Task.FromResult(Put("pods", bound, WatchEventType.Modified));
            }

            if (parts is ["serviceaccounts", _, "token"])
            {
                var token = item.Clone();
                token.Json["status"] = new JsonObject { ["token"] = "token-of-" + parts[1] };
                return Task.FromResult(token);
            }

            var made = item.Clone();
            if (_objects.ContainsKey((type.Plural, made.Key)))
                throw new KubeException(409, "AlreadyExists", $"{type.Plural} \"{made.Name}\" already exists");
            made.Metadata!["uid"] = Guid.NewGuid().ToString();
            made.Metadata["creationTimestamp"] = "2026-11-21T16:00:00Z";
            return Task.FromResult(Put(type.Plural, made, WatchEventType.Added));
        }
    }

    public Task<KubeObject> ReplaceAsync(ResourceType type, KubeObject item, string? subresource = null, CancellationToken stop = default)
    {
        lock (_gate)
        {
            Require(type.Plural, item.Key);
            return Task.FromResult(Put(type.Plural, item.Clone(), WatchEventType.Modified));
        }
    }

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, Patch patch, string? subresource = null, CancellationToken stop = default)
    {
        lock (_gate)
        {
            var changed = Require(type.Plural, key).Clone();
            Merge(changed.Json, (JsonObject)patch.Body);
            if (changed.IsBeingDeleted && changed.Metadata!["finalizers"] is not JsonArray { Count: > 0 } && type.Plural != "pods")
                return Task.FromResult(Remove(type.Plural, changed));
            return Task.FromResult(Put(type.Plural, changed, WatchEventType.Modified));
        }
    }

    public Task<bool> DeleteAsync(ResourceType type, ObjectKey key, Deletion? options = null, CancellationToken stop = default)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue((type.Plural, key), out var item))
                return Task.FromResult(false);
            var grace = options?.GracePeriod ?? TimeSpan.FromSeconds(item.Spec?["terminationGracePeriodSeconds"]?.GetValue<int>() ?? 30);
            var waits = type.Plural == "pods" && item.Spec?["nodeName"] is not null && grace > TimeSpan.Zero;
            if (!waits && item.Metadata!["finalizers"] is not JsonArray { Count: > 0 })
            {
                Remove(type.Plural, item);
                return Task.FromResult(true);
            }

            var leaving = item.Clone();
            leaving.Metadata!["deletionTimestamp"] = "2026-11-21T16:00:00Z";
            leaving.Metadata["deletionGracePeriodSeconds"] = (long)grace.TotalSeconds;
            Put(type.Plural, leaving, WatchEventType.Modified);
            return Task.FromResult(true);
        }
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string @namespace, WatchQuery query, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var channel = Channel.CreateUnbounded<WatchEvent>();
        lock (_gate)
        {
            foreach (var (version, plural, happened) in _history)
            {
                if (plural == type.Plural && version > long.Parse(query.ResourceVersion))
                    channel.Writer.TryWrite(happened);
            }

            _watchers[channel] = type.Plural;
        }

        try
        {
            await foreach (var happened in channel.Reader.ReadAllAsync(stop))
                yield return happened;
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }

    public Task<Stream> OpenLogAsync(ObjectKey pod, LogQuery query, CancellationToken stop = default) => throw new NotSupportedException();

    private KubeObject Require(string plural, ObjectKey key) =>
        _objects.GetValueOrDefault((plural, key)) ?? throw new KubeException(404, "NotFound", $"{plural} \"{key.Name}\" not found");

    private KubeObject Remove(string plural, KubeObject item)
    {
        Put(plural, item.Clone(), WatchEventType.Deleted);
        _objects.Remove((plural, item.Key));
        return item.Clone();
    }

    private KubeObject Put(string plural, KubeObject item, WatchEventType type)
    {
        item.Metadata!["resourceVersion"] = (++_version).ToString();
        _objects[(plural, item.Key)] = item;
        var happened = new WatchEvent(type, item.Clone());
        _history.Add((_version, plural, happened));
        foreach (var (channel, of) in _watchers)
        {
            if (of == plural)
                channel.Writer.TryWrite(happened);
        }

        return item.Clone();
    }

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                into.Remove(name);
            else if (value is JsonObject inner && into[name] is JsonObject below)
                Merge(below, inner);
            else
                into[name] = value.DeepClone();
        }
    }
}
