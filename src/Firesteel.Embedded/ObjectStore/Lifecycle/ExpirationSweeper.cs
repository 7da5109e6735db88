using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Lifecycle;

/// <summary>Removes what lifecycle rules say has had its time. Object lock stands above every rule.</summary>
internal sealed class ExpirationSweeper : IAsyncDisposable
{
    private const int Page = 1000;
    private readonly StoreContext _store;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _sweeping;

    private ExpirationSweeper(StoreContext store)
    {
        _store = store;
        _sweeping = Task.Run(SweepAgainAndAgainAsync);
    }

    public static ExpirationSweeper Start(StoreContext store) => new(store);

    /// <summary>One pass over one bucket.</summary>
    public static async Task<int> SweepAsync(StoreContext store, Bucket bucket, CancellationToken stop)
    {
        if (bucket.Lifecycle is not { } rules)
            return 0;
        var removed = await UploadsAsync(store, bucket, rules, stop);
        var after = "";
        ObjectVersion? inside = null;
        var history = new KeyHistory();
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var page = VersionLister.List(store.Storage, bucket, new("", "", after, Page), inside);
            foreach (var listed in page.Items)
                removed += await VersionAsync(store, bucket, rules, listed, history);
            if (!page.IsTruncated)
                return removed;
            (after, inside) = (page.Last, page.Items[^1].Version);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _sweeping;
        _stopping.Dispose();
    }

    private async Task SweepAgainAndAgainAsync()
    {
        using var timer = new PeriodicTimer(_store.Options.LifecycleInterval, _store.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                foreach (var bucket in _store.Buckets.All)
                {
                    try
                    {
                        _store.Metrics.Expired(await SweepAsync(_store, bucket, _stopping.Token));
                    }
                    catch (Exception failed) when (failed is not OperationCanceledException)
                    {
                        _store.Log.LifecycleFailed(failed, bucket.Name); // the next pass tries again
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The store stops.
        }
    }

    private static async Task<int> UploadsAsync(StoreContext store, Bucket bucket, LifecycleRules rules, CancellationToken stop)
    {
        var removed = 0;
        var now = store.Time.GetUtcNow();
        var (after, inside) = ("", (Guid?)null);
        while (rules.Rules.Any(rule => rule is { Enabled: true, AbortUploadsAfterDays: not null }))
        {
            stop.ThrowIfCancellationRequested();
            var page = UploadLister.List(store.Storage, bucket, new("", "", after, Page), inside);
            foreach (var upload in page.Items)
            {
                if (!rules.Rules.Any(rule => rule is { Enabled: true, AbortUploadsAfterDays: { } days } && upload.Draft.Key.StartsWith(rule.Prefix, StringComparison.Ordinal)
                    && Expiry.After(upload.Draft.Modified, days, store.Options.LifecycleDay) <= now))
                    continue;
                await store.Uploads.AbortAsync(bucket, upload.Draft.Key, upload.Name);
                removed++;
            }

            if (!page.IsTruncated)
                break;
            (after, inside) = (page.Last, page.Items[^1].Id);
        }

        return removed;
    }

    private static async Task<int> VersionAsync(StoreContext store, Bucket bucket, LifecycleRules rules, ListedVersion listed, KeyHistory history)
    {
        var now = store.Time.GetUtcNow();
        var day = store.Options.LifecycleDay;
        var coveredSince = history.Next(listed.Version);
        var version = store.Objects.Find(bucket, listed.Version.Key, listed.Version.VersionName);
        if (version is null)
            return 0;
        if (!listed.IsLatest)
        {
            var due = rules.Rules.Any(rule => rule.NoncurrentDays is { } days && rule.Covers(version) && history.Newer > rule.NewerNoncurrentVersions && Expiry.After(coveredSince, days, day) <= now);
            return due && await RemoveAsync(store, bucket, version, version.VersionName) ? 1 : 0;
        }

        if (version.IsDeleteMarker)
        {
            var alone = store.Objects.IsOnlyVersion(bucket, version);
            var due = alone && rules.Rules.Any(rule => rule.Covers(version)
                && (rule.ExpireDeleteMarkers || (rule.ExpirationDays is { } days && Expiry.After(version.Modified, days, day) <= now)));
            return due && await RemoveAsync(store, bucket, version, version.VersionName) ? 1 : 0;
        }

        return Expiry.Of(rules, version, day) is { } expiry && expiry.At <= now && await RemoveAsync(store, bucket, version, null) ? 1 : 0;
    }

    private static async Task<bool> RemoveAsync(StoreContext store, Bucket bucket, ObjectVersion version, string? versionId)
    {
        try
        {
            await store.Objects.DeleteAsync(bucket, version.Key, versionId, bucket.Owner, found =>
            {
                // Only what was judged: an object written meanwhile is another one.
                if (found?.Sequence != version.Sequence || (versionId is not null && IsLocked(found, store.Time.GetUtcNow())))
                    throw new S3Exception(S3Errors.PreconditionFailed);
            });
            return true;
        }
        catch (S3Exception)
        {
            return false;
        }
    }

    private static bool IsLocked(ObjectVersion version, DateTimeOffset now) => version.LegalHold == true || version.Retention?.Until > now;

    /// <summary>Versions of a key pass latest first; a version is covered since the one before it was written.</summary>
    private sealed class KeyHistory
    {
        private string? _key;
        private DateTimeOffset _previous;

        /// <summary>Noncurrent versions of the key met so far, the present one included.</summary>
        public int Newer { get; private set; }

        public DateTimeOffset Next(ObjectVersion version)
        {
            var since = version.Key == _key ? _previous : version.Modified;
            Newer = version.Key == _key ? Newer + 1 : 0;
            (_key, _previous) = (version.Key, version.Modified);
            return since;
        }
    }
}
