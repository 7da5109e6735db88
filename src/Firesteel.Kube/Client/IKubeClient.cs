using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Client;

/// <summary>
/// What Firesteel asks of a Kubernetes API. Requests are retried on 429, 5xx and cut connections where that is safe;
/// what is left over is thrown as <see cref="KubeException"/> (an answer) or <see cref="HttpRequestException"/> (no answer).
/// </summary>
public interface IKubeClient
{
    /// <returns>Null when the API answers 404.</returns>
    Task<KubeObject?> FindAsync(ResourceType type, ObjectKey key, CancellationToken stop = default);

    /// <param name="namespace">Empty for all namespaces.</param>
    Task<ObjectList> ListAsync(ResourceType type, string @namespace, ListQuery? query = null, CancellationToken stop = default);

    Task<KubeObject> CreateAsync(ResourceType type, KubeObject item, CancellationToken stop = default);

    /// <summary>PUT; the object's resourceVersion is the guard, a stale one is a 409 that is never retried here.</summary>
    /// <param name="subresource">For instance <c>status</c>; null for the object itself.</param>
    Task<KubeObject> ReplaceAsync(ResourceType type, KubeObject item, string? subresource = null, CancellationToken stop = default);

    Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, Patch patch, string? subresource = null, CancellationToken stop = default);

    /// <returns>False when there was nothing to delete (404).</returns>
    Task<bool> DeleteAsync(ResourceType type, ObjectKey key, Deletion? options = null, CancellationToken stop = default);

    /// <summary>
    /// One watch request, ended by the server or by <paramref name="stop"/>; an ERROR event is thrown as <see cref="KubeException"/> (410: list again).
    /// Most callers want an informer, which survives all of that.
    /// </summary>
    IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string @namespace, WatchQuery query, CancellationToken stop = default);

    /// <summary>The log of a container, read as it comes. The caller disposes the stream.</summary>
    Task<Stream> OpenLogAsync(ObjectKey pod, LogQuery query, CancellationToken stop = default);
}
