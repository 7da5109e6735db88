using System.Collections.Concurrent;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Node.Watching;

/// <summary>A local copy of a kind's objects, kept by list and watch.</summary>
internal sealed class Mirror(IKubeClient client, ResourceType type, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<ObjectKey, KubeObject> _objects = new();
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The object as it was last seen, and whether it is gone. Called on the watch's own thread, in order.</summary>
    public event Action<KubeObject, bool>? Changed;

    public ResourceType Type => type;

    public Task Synced => _synced.Task;

    public IEnumerable<KubeObject> All => _objects.Values;

    public KubeObject? Find(ObjectKey key) => _objects.GetValueOrDefault(key);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var list = await client.ListAsync(type, "", stop: stop);
                Replace(list);
                _synced.TrySetResult();
                await FollowAsync(list.ResourceVersion, stop);
            }
            catch (Exception failure) when (failure is KubeException or HttpRequestException or IOException && !stop.IsCancellationRequested)
            {
                log.WatchFailed(type.Plural, failure.Message);
                await Task.Delay(Pause, time, stop);
            }
        }
    }

    private async Task FollowAsync(string version, CancellationToken stop)
    {
        while (true)
        {
            await foreach (var change in client.WatchAsync(type, "", new WatchQuery(version), stop))
            {
                version = change.Object.ResourceVersion;
                switch (change.Type)
                {
                    case WatchEventType.Deleted:
                        _objects.TryRemove(change.Object.Key, out _);
                        Changed?.Invoke(change.Object, true);
                        break;
                    case WatchEventType.Added or WatchEventType.Modified:
                        Put(change.Object);
                        break;
                }
            }
        }
    }

    private void Replace(ObjectList list)
    {
        var kept = list.Items.Select(item => item.Key).ToHashSet();
        foreach (var gone in _objects.Values.Where(item => !kept.Contains(item.Key)).ToList())
        {
            _objects.TryRemove(gone.Key, out _);
            Changed?.Invoke(gone, true);
        }

        foreach (var item in list.Items)
        {
            // A name that was deleted and made anew while nobody looked is another object.
            if (_objects.TryGetValue(item.Key, out var old) && old.Uid != item.Uid)
                Changed?.Invoke(old, true);
            if (old?.ResourceVersion != item.ResourceVersion)
                Put(item);
        }
    }

    private void Put(KubeObject item)
    {
        _objects[item.Key] = item;
        Changed?.Invoke(item, false);
    }
}
