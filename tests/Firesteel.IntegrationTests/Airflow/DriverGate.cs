using System.Collections.Concurrent;
using System.Threading.Channels;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Translation;

namespace Firesteel.IntegrationTests.Airflow;

/// <summary>
/// The operator's way to the API. A driver is created when the recording's operator created it, as if the API were slow, or is refused when the
/// recording's submission failed. It also tells when the operator has nothing more to ask.
/// </summary>
internal sealed class DriverGate(IKubeClient client) : IKubeClient
{
    private readonly ConcurrentDictionary<string, Channel<string?>> _permits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _refused = new(StringComparer.Ordinal);
    private int _running;
    private long _begun;

    /// <summary>How many requests have begun; watches are none.</summary>
    public long Begun => Volatile.Read(ref _begun);

    public bool IsQuiet => Volatile.Read(ref _running) == 0;

    /// <summary>One driver of the application may be created.</summary>
    public void Permit(string application) => Of(application).Writer.TryWrite(null);

    /// <summary>One creation of the application's driver is refused.</summary>
    public void RefuseOnce(string application, string message) => Of(application).Writer.TryWrite(message);

    /// <summary>All creations are refused.</summary>
    public void Refuse(string application, string message)
    {
        _refused[application] = message;
        RefuseOnce(application, message);
    }

    public async Task<KubeObject> CreateAsync(ResourceType type, KubeObject item, CancellationToken stop = default)
    {
        if (type == ResourceTypes.Pods && item.Label(OperatorLabels.ApplicationName) is { } application)
        {
            var refusal = _refused.TryGetValue(application, out var always) ? always : await Of(application).Reader.ReadAsync(stop);
            if (refusal is not null)
                throw new KubeException(403, "Forbidden", refusal);
        }

        return await CountAsync(client.CreateAsync(type, item, stop));
    }

    public Task<KubeObject?> FindAsync(ResourceType type, ObjectKey key, CancellationToken stop = default) => CountAsync(client.FindAsync(type, key, stop));

    public Task<ObjectList> ListAsync(ResourceType type, string @namespace, ListQuery? query = null, CancellationToken stop = default) =>
        CountAsync(client.ListAsync(type, @namespace, query, stop));

    public Task<KubeObject> ReplaceAsync(ResourceType type, KubeObject item, string? subresource = null, CancellationToken stop = default) =>
        CountAsync(client.ReplaceAsync(type, item, subresource, stop));

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, Patch patch, string? subresource = null, CancellationToken stop = default) =>
        CountAsync(client.PatchAsync(type, key, patch, subresource, stop));

    public Task<bool> DeleteAsync(ResourceType type, ObjectKey key, Deletion? options = null, CancellationToken stop = default) =>
        CountAsync(client.DeleteAsync(type, key, options, stop));

    public IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, string @namespace, WatchQuery query, CancellationToken stop = default) =>
        client.WatchAsync(type, @namespace, query, stop);

    public Task<Stream> OpenLogAsync(ObjectKey pod, LogQuery query, CancellationToken stop = default) => client.OpenLogAsync(pod, query, stop);

    private Channel<string?> Of(string application) => _permits.GetOrAdd(application, _ => Channel.CreateUnbounded<string?>());

    private async Task<T> CountAsync<T>(Task<T> request)
    {
        Interlocked.Increment(ref _begun);
        Interlocked.Increment(ref _running);
        try
        {
            return await request;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
