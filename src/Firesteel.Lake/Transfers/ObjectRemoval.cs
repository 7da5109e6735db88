using System.Runtime.CompilerServices;
using Firesteel.Lake.ObjectStorage;

namespace Firesteel.Lake.Transfers;

/// <summary>Deletes what lies below a prefix, a page at a time: a million keys need no more memory than a thousand.</summary>
public static class ObjectRemoval
{
    private const int Batch = 1000;

    /// <returns>Each key, with the store's reason when it stayed.</returns>
    public static async IAsyncEnumerable<(string Key, string? Failed)> RemoveBelowAsync(IObjectStoreClient store, string bucket, string prefix, bool onlySay, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var batch = new List<string>(Batch);
        await foreach (var found in store.ListAsync(bucket, prefix, directories: false, stop: stop))
        {
            batch.Add(found.Key);
            if (batch.Count < Batch)
                continue;
            foreach (var result in await RemoveAsync(store, bucket, batch, onlySay, stop))
                yield return result;
            batch.Clear();
        }

        foreach (var result in await RemoveAsync(store, bucket, batch, onlySay, stop))
            yield return result;
    }

    private static async Task<IEnumerable<(string, string?)>> RemoveAsync(IObjectStoreClient store, string bucket, List<string> keys, bool onlySay, CancellationToken stop)
    {
        var failed = onlySay || keys.Count == 0 ? [] : (await store.DeleteAsync(bucket, keys, stop)).ToDictionary(f => f.Key, f => f.Reason);
        return keys.Select(key => (key, failed.GetValueOrDefault(key))).ToList();
    }
}
