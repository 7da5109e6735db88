using System.Collections.Immutable;
using Firesteel.Lake.ObjectStorage;

namespace Firesteel.Lake.Transfers;

/// <summary>Objects and bytes below a prefix, by its next directories.</summary>
public static class DiskUsage
{
    /// <returns>One line for each directory directly below, in order; then the total under the prefix itself.</returns>
    public static async Task<ImmutableArray<UsageLine>> OfAsync(IObjectStoreClient store, string bucket, string prefix, CancellationToken stop = default)
    {
        var directories = new SortedDictionary<string, (long Objects, long Bytes)>(StringComparer.Ordinal);
        (long Objects, long Bytes) total = default;
        await foreach (var found in store.ListAsync(bucket, prefix, directories: false, stop: stop))
        {
            total = (total.Objects + 1, total.Bytes + found.Size);
            if (found.Key.IndexOf('/', prefix.Length) is var slash and >= 0)
            {
                var (objects, bytes) = directories.GetValueOrDefault(found.Key[..(slash + 1)]);
                directories[found.Key[..(slash + 1)]] = (objects + 1, bytes + found.Size);
            }
        }

        return [.. directories.Select(d => new UsageLine($"s3://{bucket}/{d.Key}", d.Value.Objects, d.Value.Bytes)), new UsageLine($"s3://{bucket}/{prefix}", total.Objects, total.Bytes)];
    }
}
