using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>The bucket has no object lock although it should.</summary>
internal sealed class ObjectLockOff : IProbeRule, ILogRule
{
    public RuleInfo Info { get; } = new("lake/object-lock-off", Severity.Error, "Object lock is off",
        "On MinIO and most stores object lock can be turned on only when a bucket is created; AWS allows it later on a versioned bucket. There is no repair in place: a new bucket and a copy.");

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.ObjectLock, Ok: false })
            yield return Info.At(Location.Field(probe.Subject), $"bucket {probe.Subject} has object lock {probe.Fact("state")}, wanted is {probe.Fact("wanted")}",
                probe.Fact("state") == "off" ? $"make a new bucket with it and copy: firesteel lake cp -r s3://{probe.Subject}/ s3://NEW/" : "run firesteel lake apply");
    }

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (line.Text.Contains("Object Lock configuration cannot be enabled on existing buckets", StringComparison.OrdinalIgnoreCase) || line.Text.Contains("Bucket is missing ObjectLockConfiguration", StringComparison.OrdinalIgnoreCase))
            yield return Info.At(line.Where, "the bucket was created without object lock, which cannot be turned on later on this store", "make a new bucket with it and copy: firesteel lake cp -r s3://OLD/ s3://NEW/");
    }
}
