using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Kube.Leases;

/// <summary>Requests arrive and are carried out, but their answers may get lost.</summary>
internal sealed class LossyLink(IKubeClient inner, Action lose) : IKubeClient
{
    public Task<KubeObject?> FindAsync(ResourceType type, ObjectKey key, CancellationToken stop = default) => Answer(inner.FindAsync(type, key, stop));

    public Task<ObjectList> ListAsync(ResourceType type, string @namespace, ListQuery? query = null, CancellationToken stop = default) => Answer(inner.ListAsync(type, @namespace, query, stop));

    public Task<KubeObject> CreateAsync(ResourceType type, KubeObject item, CancellationToken stop = default) => Answer(inner.CreateAsync(type, item, stop));

    public Task<KubeObject> ReplaceAsync(ResourceType type, KubeObject item, string? subresource = null, CancellationToken stop = default) => Answer(inner.ReplaceAsync(type, item, subresource, stop));

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, Patch patch, string? subresource = null, CancellationToken stop = default) => Answer(inner.PatchAsync(type, key, patch, subresource, stop));

    public Task<bool> DeleteAsync(ResourceType type, ObjectKey key, Deletion? options = null, CancellationToken stop = default) => Answer(inner.DeleteAsync(type, key, options, stop));

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string @namespace, WatchQuery query, CancellationToken stop = default) => inner.WatchAsync(type, @namespace, query, stop);

    public Task<Stream> OpenLogAsync(ObjectKey pod, LogQuery query, CancellationToken stop = default) => Answer(inner.OpenLogAsync(pod, query, stop));

    private async Task<T> Answer<T>(Task<T> request)
    {
        var answer = await request;
        lose();
        return answer;
    }
}
