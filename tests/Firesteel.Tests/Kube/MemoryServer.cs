using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Kube;

/// <summary>Objects in memory with optimistic locking; it answers at once, on the caller's thread.</summary>
internal sealed class MemoryServer
{
    private readonly Dictionary<(string Plural, ObjectKey Key), KubeObject> objects = [];
    private int version;

    public IEnumerable<KubeObject> All(ResourceType type) => objects.Where(entry => entry.Key.Plural == type.Plural).Select(entry => entry.Value);

    public KubeObject? Find(ResourceType type, ObjectKey key) => objects.GetValueOrDefault((type.Plural, key));

    public void Remove(ResourceType type, ObjectKey key) => objects.Remove((type.Plural, key));

    /// <param name="trouble">Called before each request; throws what the request shall fail with.</param>
    public IKubeClient Client(Action? trouble = null) => new Link(this, trouble ?? (() => { }));

    private KubeObject Put(ResourceType type, KubeObject item)
    {
        var stored = item.Clone();
        stored.Metadata!["resourceVersion"] = (++version).ToString();
        objects[(type.Plural, stored.Key)] = stored;
        return stored.Clone();
    }

    private sealed class Link(MemoryServer server, Action trouble) : IKubeClient
    {
        public Task<KubeObject?> FindAsync(ResourceType type, ObjectKey key, CancellationToken stop = default) => Now(() => server.Find(type, key)?.Clone());

        public Task<ObjectList> ListAsync(ResourceType type, string @namespace, ListQuery? query = null, CancellationToken stop = default) =>
            Now(() => new ObjectList([.. server.All(type)], server.version.ToString()));

        public Task<KubeObject> CreateAsync(ResourceType type, KubeObject item, CancellationToken stop = default) => Now(() =>
            server.Find(type, item.Key) is null ? server.Put(type, item) : throw new KubeException(409, "AlreadyExists", "exists"));

        public Task<KubeObject> ReplaceAsync(ResourceType type, KubeObject item, string? subresource = null, CancellationToken stop = default) => Now(() =>
            server.Find(type, item.Key) is not { } old ? throw new KubeException(404, "NotFound", "not found")
            : old.ResourceVersion != item.ResourceVersion ? throw new KubeException(409, "Conflict", "changed")
            : server.Put(type, item));

        public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, Patch patch, string? subresource = null, CancellationToken stop = default) => Now(() =>
        {
            var changed = (server.Find(type, key) ?? throw new KubeException(404, "NotFound", "not found")).Clone();
            foreach (var (name, value) in (JsonObject)patch.Body)
                changed.Json[name] = value?.DeepClone();
            return server.Put(type, changed);
        });

        public Task<bool> DeleteAsync(ResourceType type, ObjectKey key, Deletion? options = null, CancellationToken stop = default) => Now(() => server.objects.Remove((type.Plural, key)));

        public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string @namespace, WatchQuery query, [EnumeratorCancellation] CancellationToken stop = default)
        {
            await Task.CompletedTask;
            throw new NotSupportedException();
#pragma warning disable CS0162 // an iterator needs a yield
            yield break;
#pragma warning restore CS0162
        }

        public Task<Stream> OpenLogAsync(ObjectKey pod, LogQuery query, CancellationToken stop = default) => throw new NotSupportedException();

        private Task<T> Now<T>(Func<T> answer)
        {
            try
            {
                trouble();
                return Task.FromResult(answer());
            }
            catch (Exception e)
            {
                return Task.FromException<T>(e);
            }
        }
    }
}
