using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Reconciling;
using Firesteel.Spark.Translation;

using Store = System.Collections.Immutable.ImmutableDictionary<(string Plural, Firesteel.Kube.Objects.ObjectKey Key), Firesteel.Kube.Objects.KubeObject>;

namespace Firesteel.Tests.Operator;
/// <summary>A Kubernetes in memory: API with optimistic locking, owner references that clean up, pods that live and die when the test says so.</summary>
internal sealed class SimulatedCluster(TimeProvider time) : IKubeClient
{
    private readonly List<Store> _history = [Store.Empty];
    private int _version;
    private int _uids;

    /// <summary>Called around each request that changes something: before it (false) and after it (true). Throws what shall go wrong.</summary>
    public Action<string, bool> Trouble { get; set; } = (_, _) => { };

    /// <summary>The most drivers of one application that were ever alive at once.</summary>
    public int MostDriversAlive { get; private set; }

    public int DriversCreated { get; private set; }

    private Store Now => _history[^1];

    public int Revisions => _history.Count;

    public IEnumerable<KubeObject> All(ResourceType type) => Now.Where(entry => entry.Key.Plural == type.Plural).Select(entry => entry.Value);

    public KubeObject? Get(ResourceType type, ObjectKey key) => Now.GetValueOrDefault((type.Plural, key));

    public IEnumerable<KubeObject> Drivers => All(ResourceTypes.Pods).Where(pod => pod.Label(OperatorLabels.Role) == "driver");

    /// <summary>What caches would show that are some revisions behind.</summary>
    public ObservedPods? Observe(ObjectKey key, int behindApplication = 0, int behindPods = 0)
    {
        var applications = _history[Math.Max(0, _history.Count - 1 - behindApplication)];
        var pods = _history[Math.Max(0, _history.Count - 1 - behindPods)].Where(entry => entry.Key.Plural == "pods" && entry.Value.Label(OperatorLabels.ApplicationName) == key.Name).Select(entry => entry.Value).ToArray();
        return applications.GetValueOrDefault((ResourceTypes.SparkApplications.Plural, key)) is not { } application ? null : new(
            application,
            [.. pods.Where(pod => pod.Label(OperatorLabels.Role) == "driver")],
            [.. pods.Where(pod => pod.Label(OperatorLabels.Role) == "executor")]);
    }

    /// <summary>A schedule and its runs as a cache would show them that is some revisions behind.</summary>
    public (KubeObject Schedule, ImmutableArray<KubeObject> Runs)? ObserveSchedule(ObjectKey key, int behind = 0)
    {
        var store = _history[Math.Max(0, _history.Count - 1 - behind)];
        return store.GetValueOrDefault((ResourceTypes.ScheduledSparkApplications.Plural, key)) is not { } schedule ? null : (
            schedule, [.. store.Where(entry => entry.Key.Plural == ResourceTypes.SparkApplications.Plural).Select(entry => entry.Value)]);
    }

    /// <summary>The kubelet tells of a pod.</summary>
    public void SetPod(ObjectKey key, JsonObject status)
    {
        if (Get(ResourceTypes.Pods, key)?.Clone() is not { } pod)
            return;
        pod.Json["status"] = status;
        Put(ResourceTypes.Pods, pod);
    }

    /// <summary>The kubelet is done with a pod that was deleted.</summary>
    public void Vanish(ObjectKey key)
    {
        if (Get(ResourceTypes.Pods, key) is { } pod)
            Remove(ResourceTypes.Pods, pod);
    }

    public void Vanish(ResourceType type, ObjectKey key)
    {
        if (Get(type, key) is { } item)
            Remove(type, item);
    }

    /// <summary>What an object was like in each of the revisions from a given one on.</summary>
    public IEnumerable<KubeObject> History(ResourceType type, ObjectKey key, int since) => _history.Skip(since)
        .Select(store => store.GetValueOrDefault((type.Plural, key))).OfType<KubeObject>();

    public KubeObject Put(ResourceType type, KubeObject item)
    {
        var stored = item.Clone();
        stored.Metadata!["resourceVersion"] = (++_version).ToString();
        if (stored.Uid.Length == 0)
            stored.Metadata["uid"] = $"of-the-cluster-{++_uids}";
        stored.Metadata["creationTimestamp"] ??= time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        _history.Add(Now.SetItem((type.Plural, stored.Key), stored));
        var alive = Drivers.Where(IsAlive).GroupBy(pod => pod.Label(OperatorLabels.ApplicationName)).Select(group => group.Count()).DefaultIfEmpty(0).Max();
        MostDriversAlive = Math.Max(MostDriversAlive, alive);
        return stored.Clone();
    }

    public Task<KubeObject?> FindAsync(ResourceType type, ObjectKey key, CancellationToken stop = default) => Task.FromResult(Get(type, key)?.Clone());

    public Task<ObjectList> ListAsync(ResourceType type, string @namespace, ListQuery? query = null, CancellationToken stop = default)
    {
        var wanted = (query?.LabelSelector ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(term => term.Split('='));
        return Task.FromResult(new ObjectList([.. All(type).Where(item => item.Namespace == @namespace && wanted.All(term => item.Label(term[0]) == term[1])).Select(item => item.Clone())], _version.ToString()));
    }

    public Task<KubeObject> CreateAsync(ResourceType type, KubeObject item, CancellationToken stop = default) => Change("create", () =>
    {
        if (Get(type, item.Key) is not null)
            throw new KubeException(409, "AlreadyExists", $"{type.Plural} \"{item.Name}\" already exists");
        if (type == ResourceTypes.Pods)
            DriversCreated++;
        return Put(type, item);
    });

    public Task<KubeObject> ReplaceAsync(ResourceType type, KubeObject item, string? subresource = null, CancellationToken stop = default) => Change("replace", () =>
    {
        var old = Get(type, item.Key) ?? throw new KubeException(404, "NotFound", "not found");
        if (old.ResourceVersion != item.ResourceVersion)
            throw new KubeException(409, "Conflict", "the object has been modified");
        var changed = old.Clone();
        changed.Json[subresource ?? "spec"] = item.Json[subresource ?? "spec"]?.DeepClone();
        return Put(type, changed);
    });

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, Patch patch, string? subresource = null, CancellationToken stop = default) => Change("apply", () =>
    {
        var item = new KubeObject((JsonObject)patch.Body.DeepClone());
        item.Metadata!["namespace"] = key.Namespace;
        if (Get(type, key) is { } old)
            item.Metadata["uid"] = old.Uid;
        return Put(type, item);
    });

    public Task<bool> DeleteAsync(ResourceType type, ObjectKey key, Deletion? options = null, CancellationToken stop = default) => Change("delete", () =>
    {
        if (Get(type, key) is not { } old || options?.Uid is { } uid && uid != old.Uid)
            return false;
        if (type == ResourceTypes.Pods && options?.GracePeriod != TimeSpan.Zero && IsAlive(old))
        {
            var dying = old.Clone();
            dying.Metadata!["deletionTimestamp"] = time.GetUtcNow().ToString("o");
            Put(type, dying);
        }
        else
        {
            Remove(type, old);
        }

        return true;
    });

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string @namespace, WatchQuery query, CancellationToken stop = default) => throw new NotSupportedException();

    public Task<Stream> OpenLogAsync(ObjectKey pod, LogQuery query, CancellationToken stop = default) => throw new NotSupportedException();

    public static bool IsAlive(KubeObject pod) => (string?)pod.Status?["phase"] is not ("Succeeded" or "Failed");

    private void Remove(ResourceType type, KubeObject item)
    {
        _history.Add(Now.Remove((type.Plural, item.Key)));
        foreach (var (owned, dependant) in Now.Where(entry => (entry.Value.Metadata?["ownerReferences"] as JsonArray ?? []).Any(owner => (string?)owner!["uid"] == item.Uid)).ToArray())
            _history.Add(Now.Remove(owned));
    }

    private Task<T> Change<T>(string verb, Func<T> change)
    {
        Trouble(verb, false);
        var result = change();
        Trouble(verb, true);
        return Task.FromResult(result);
    }
}
