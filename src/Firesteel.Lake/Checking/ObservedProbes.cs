using Firesteel.Lake.Planning;
using Firesteel.Lake.Rules;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Checking;

/// <summary>What was observed of the buckets, held against what is wanted. Pure.</summary>
internal static class ObservedProbes
{
    public static IEnumerable<ProbeResult> Of(LakeSpecification lake, ObservedLake seen) => lake.Buckets.SelectMany(bucket => Of(bucket, seen));

    private static IEnumerable<ProbeResult> Of(BucketSpecification bucket, ObservedLake lake)
    {
        if (lake.Buckets.GetValueOrDefault(bucket.Name) is not { } seen)
        {
            yield return new ProbeResult(ProbeNames.Bucket, bucket.Name, false, "NoSuchBucket");
            yield break;
        }

        yield return new ProbeResult(ProbeNames.Bucket, bucket.Name, true);
        if (bucket.Versioning is { } versioning)
            yield return new ProbeResult(ProbeNames.Versioning, bucket.Name, versioning == (seen.Versioning ?? false), Facts: StoreProbe.Facts(("state", seen.Versioning switch { null => "off", true => "enabled", false => "suspended" })));
        if (bucket.ObjectLock is { } objectLock)
            yield return new ProbeResult(ProbeNames.ObjectLock, bucket.Name, objectLock == seen.ObjectLock, Facts: StoreProbe.Facts(("state", seen.ObjectLock?.ToString() ?? "off"), ("wanted", objectLock.ToString())));
        if (bucket.QuotaBytes is { } quota && lake.Features.Quota)
            yield return new ProbeResult(ProbeNames.Quota, bucket.Name, quota == (seen.QuotaBytes ?? 0), Facts: StoreProbe.Facts(("state", seen.QuotaBytes is { } bytes ? ByteSize.Show(bytes) : "none"), ("wanted", ByteSize.Show(quota))));
        if (bucket.Lifecycle is { } lifecycle)
            yield return new ProbeResult(ProbeNames.Lifecycle, bucket.Name, LifecycleRuleState.From(lifecycle, lake.Features.AbortsUploadsItself).SequenceEqual(seen.Lifecycle));
        foreach (var prefix in bucket.Directories)
            yield return new ProbeResult(ProbeNames.Prefix, $"{bucket.Name}/{prefix}", seen.Present.Contains(prefix), "missing");
    }
}
