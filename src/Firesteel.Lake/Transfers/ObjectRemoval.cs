using System.Runtime.CompilerServices;
using Firesteel.Lake.ObjectStorage;

namespace Firesteel.Lake.Transfers;

/// <summary>Deletes a directory, a page at a time: a million keys need no more memory than a thousand.</summary>
public static class ObjectRemoval
{
    private const int Batch = 1000;

    /// <param name="directory">With or without its trailing slash: what merely begins alike stays, an object of just this name goes.</param>
    /// <returns>Each key, with the store's reason when it stayed.</returns>
    public static async IAsyncEnumerable<(string Key, string? Failed)> RemoveBelowAsync(IObjectStoreClient store, string bucket, string directory, bool onlySay, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var batch = new List<string>(Batch);
        var named = directory.Length > 0 && !directory.EndsWith('/');
        if (named && await store.FindAsync(bucket, directory, stop) is { } itself)
            batch.Add(itself.Key);
        var prefix = named ? directory + "/" : directory;
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
