using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Kube.Watching;

/// <summary>A server with a history that refuses, cuts, forgets and repeats itself, as often as it is told to.</summary>
/// <param name="seed">Same seed, same whims.</param>
/// <param name="chaos">Between 0 (never) and 1 (at every turn).</param>
internal sealed class ChaoticServer(int seed, double chaos) : IKubeClient
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly SortedDictionary<string, KubeObject> objects = new(StringComparer.Ordinal);
    private readonly List<(int Version, WatchEvent Event)> history = [];
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int version = 1;
    private int forgotten;

    public int Lists { get; private set; }

    public double Chaos { get; set; } = chaos;

    public IReadOnlyDictionary<string, string> State
    {
        get
        {
            lock (gate)
                return objects.ToDictionary(item => item.Key, item => item.Value.Json.ToJsonString());
        }
    }

    /// <summary>A write: creates, changes, deletes, or deletes and makes anew.</summary>
    public void Write(string name, int what)
    {
        lock (gate)
        {
            var exists = objects.TryGetValue(name, out var old);
            if (exists && what % 3 > 0)
                Record(WatchEventType.Deleted, Versioned(old!.Clone()));
            if (!exists || what % 3 == 2)
            {
                var made = Versioned(KubeObject.Of(ResourceTypes.ConfigMaps, "n", name));
                made.Metadata!["uid"] = $"u{version}";
                Record(WatchEventType.Added, made);
            }
            else if (what % 3 == 0)
            {
                var changed = Versioned(old!.Clone());
                changed.Json["data"] = new JsonObject { ["what"] = what.ToString() };
                Record(WatchEventType.Modified, changed);
            }

            news.TrySetResult();
            news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public Task<ObjectList> ListAsync(ResourceType type, string @namespace, ListQuery? query = null, CancellationToken stop = default)
    {
        lock (gate)
        {
            Lists++;
            Trouble();
            var from = query?.Continue is { } token ? token.Split('@') : ["", version.ToString()];

            // A page after a change of the world: the list of old is gone.
            if (from[1] != version.ToString())
                throw new KubeException(410, "Expired", "the list is too old");
            var rest = objects.Where(item => string.CompareOrdinal(item.Key, from[0]) > 0).ToList();
            var page = query?.Limit is { } limit && rest.Count > limit ? rest.Take(limit).ToList() : rest;
            return Task.FromResult(new ObjectList([.. page.Select(item => item.Value.Clone())], from[1], page.Count < rest.Count ? $"{page[^1].Key}@{from[1]}" : null));
        }
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string @namespace, WatchQuery query, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var at = int.Parse(query.ResourceVersion);
        while (true)
        {
            List<WatchEvent> events = [];
            Task wait;
            lock (gate)
            {
                Trouble();
                if (at < forgotten)
                    throw new KubeException(410, "Expired", "too old resource version");
                foreach (var (number, change) in history.Where(entry => entry.Version > at))
                {
                    events.Add(new(change.Type, change.Object.Clone()));
                    if (Whim())
                        events.Add(new(change.Type, change.Object.Clone()));
                    if (Whim())
                        events.Add(new(WatchEventType.Bookmark, Bookmark(number)));
                    at = number;
                }

                if (Whim())
                    forgotten = version - random.Next(3);
                wait = news.Task;
            }

            foreach (var change in events)
            {
                yield return change;
                if (Whim())
                    yield break;
                if (Whim())
                    throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut");
            }

            if (Whim())
                yield break;
            await wait.WaitAsync(stop);
        }
    }

    public Task<KubeObject?> FindAsync(ResourceType type, ObjectKey key, CancellationToken stop = default) => throw new NotSupportedException();

    public Task<KubeObject> CreateAsync(ResourceType type, KubeObject item, CancellationToken stop = default) => throw new NotSupportedException();

    public Task<KubeObject> ReplaceAsync(ResourceType type, KubeObject item, string? subresource = null, CancellationToken stop = default) => throw new NotSupportedException();

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, Patch patch, string? subresource = null, CancellationToken stop = default) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(ResourceType type, ObjectKey key, Deletion? options = null, CancellationToken stop = default) => throw new NotSupportedException();

    public Task<Stream> OpenLogAsync(ObjectKey pod, LogQuery query, CancellationToken stop = default) => throw new NotSupportedException();

    private void Trouble()
    {
        if (!Whim())
            return;
        throw random.Next(4) switch
        {
            0 => new KubeException((int)HttpStatusCode.TooManyRequests, "TooManyRequests", "slow down"),
            1 => new KubeException((int)HttpStatusCode.InternalServerError, "InternalError", "ill"),
            2 => new KubeException((int)HttpStatusCode.Gone, "Expired", "gone"),
            _ => new HttpRequestException(HttpRequestError.ConnectionError, "refused"),
        };
    }

    private bool Whim()
    {
        lock (gate)
            return random.NextDouble() < Chaos;
    }

    private KubeObject Versioned(KubeObject item)
    {
        item.Metadata!["resourceVersion"] = (++version).ToString();
        return item;
    }

    private static KubeObject Bookmark(int at) => new(new JsonObject { ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["resourceVersion"] = at.ToString() } });

    private void Record(WatchEventType type, KubeObject item)
    {
        if (type == WatchEventType.Deleted)
            objects.Remove(item.Name);
        else
            objects[item.Name] = item;
        history.Add((version, new(type, item.Clone())));
    }
}
