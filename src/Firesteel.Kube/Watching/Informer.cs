using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Watching;

/// <summary>
/// A cache of the objects of one kind that follows the API: a list, then watches from where it ended. It survives cut connections, refusals,
/// forgotten versions (410) and events that arrive twice; an object that cannot be handled is logged and never stops the stream.
/// Objects in the cache are read only: whoever changes one clones it first.
/// </summary>
public sealed class Informer
{
    private readonly IKubeClient client;
    private readonly ResourceType type;
    private readonly string @namespace;
    private readonly InformerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ObjectCache cache;
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="client">Asked.</param>
    /// <param name="type">Kind of the objects.</param>
    /// <param name="namespace">Empty for all.</param>
    /// <param name="options">Selectors, indexes, patience.</param>
    /// <param name="time">For pauses.</param>
    /// <param name="logger">Told about failures.</param>
    /// <exception cref="ProblemException">The options make no sense.</exception>
    public Informer(IKubeClient client, ResourceType type, string @namespace, InformerOptions options, TimeProvider time, ILogger logger)
    {
        if (options.Validate() is { Length: > 0 } problems)
            throw new ProblemException(problems);
        (this.client, this.type, this.@namespace, this.options, this.time, this.logger) = (client, type, @namespace, options, time, logger);
        cache = new(options.Indexes);
    }

    /// <summary>Called after each change of the cache, one after the other, on the informer's own flow: be quick (add a key to a queue). Subscribe before it runs, or the first list is missed.</summary>
    public event Action<InformerChange>? Changed;

    /// <summary>Done when the first list is in the cache and its handlers have been called.</summary>
    public Task WhenSynced => synced.Task;

    /// <summary>In no order.</summary>
    public IReadOnlyList<KubeObject> All => cache.All;

    public int Count => cache.Count;

    public KubeObject? Find(ObjectKey key) => cache.Find(key);

    /// <exception cref="ArgumentException">There is no such index.</exception>
    public IReadOnlyList<KubeObject> ByIndex(string index, string value) => cache.ByIndex(index, value);

    /// <summary>Follows the API until it is told to stop; then the task ends without an exception. Run it once.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        string? version = null;
        var failures = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (version is null)
                {
                    version = await ListAsync(stop).ConfigureAwait(false);
                    synced.TrySetResult();
                }

                var began = time.GetTimestamp();
                await foreach (var change in client.WatchAsync(type, @namespace, Query(version), stop).ConfigureAwait(false))
                {
                    failures = 0;
                    Apply(change);
                    if (change.Object.ResourceVersion is { Length: > 0 } next)
                        version = next;
                }

                // A server that ends each watch at once must not be asked in a busy loop.
                failures = time.GetElapsedTime(began) < options.FirstDelay ? failures + 1 : 0;
            }
            catch (KubeException e) when (e.IsExpired)
            {
                logger.VersionForgotten(type.Plural, version);
                version = null;
                failures++;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is KubeException or HttpRequestException or IOException or OperationCanceledException)
            {
                // The cache may be behind now, but its version is still good: the next watch brings what was missed.
                failures++;
                logger.Interrupted(type.Plural, e.Message, failures);
            }

            if (failures > 0)
                await PauseAsync(failures, stop).ConfigureAwait(false);
        }

        synced.TrySetCanceled(stop);
    }

    private WatchQuery Query(string version) => new(
        version, options.LabelSelector, options.FieldSelector, Timeout: options.WatchTimeout * (1 + Random.Shared.NextDouble()));

    /// <summary>The cache becomes the list; what is no longer in it is reported as deleted.</summary>
    private async Task<string> ListAsync(CancellationToken stop)
    {
        var list = await client.ListAllAsync(type, @namespace, new(options.LabelSelector, options.FieldSelector), options.PageSize, stop).ConfigureAwait(false);
        var gone = cache.Keys.ToHashSet();
        foreach (var item in list.Items)
        {
            gone.Remove(item.Key);
            Put(item);
        }

        foreach (var key in gone)
            Remove(key, last: null);
        return list.ResourceVersion;
    }

    private void Apply(WatchEvent change)
    {
        switch (change.Type)
        {
            case WatchEventType.Added or WatchEventType.Modified:
                Put(change.Object);
                break;
            case WatchEventType.Deleted:
                Remove(change.Object.Key, change.Object);
                break;
        }
    }

    private void Put(KubeObject item)
    {
        var key = item.Key;
        try
        {
            if (key.Name.Length == 0)
                throw new FormatException("the object has no name");
            item = options.Transform?.Invoke(item) ?? item;
            var before = cache.Put(item);
            if (before is not null && before.Uid != item.Uid)
            {
                // Deleted and made anew while nobody watched: two objects, whatever their name.
                Tell(new(InformerChangeType.Deleted, before, null));
                before = null;
            }

            if (before is null)
                Tell(new(InformerChangeType.Added, null, item));
            else if (before.ResourceVersion != item.ResourceVersion || before.ResourceVersion.Length == 0)
                Tell(new(InformerChangeType.Modified, before, item));
        }
        catch (Exception e)
        {
            logger.ObjectNotTaken(e, type.Plural, key);
        }
    }

    private void Remove(ObjectKey key, KubeObject? last)
    {
        if (cache.Remove(key) is { } before)
            Tell(new(InformerChangeType.Deleted, last ?? before, null));
    }

    private void Tell(InformerChange change)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                handler(change);
            }
            catch (Exception e)
            {
                logger.HandlerFailed(e, type.Plural, change.Key);
            }
        }
    }

    private async Task PauseAsync(int failures, CancellationToken stop)
    {
        var seconds = Math.Min(options.MaxDelay.TotalSeconds, options.FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        await Task.Delay(TimeSpan.FromSeconds(seconds * (0.5 + (Random.Shared.NextDouble() / 2))), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
