using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>Quota, or disk.</summary>
internal sealed partial class QuotaExceeded : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/quota-exceeded", Severity.Error, "The bucket is full",
        "The quota counts every version, also those that a rename committer left behind. Stores that count with a scanner (MinIO) notice late in both directions: writes go on past the limit, and freed space is believed minutes later.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, line.Text.Contains("XMinioStorageFull", StringComparison.Ordinal) || line.Text.Contains("507", StringComparison.Ordinal) ? "the disk of the store is full" : "the bucket has reached its quota, which counts every version", "see what fills it: firesteel lake du s3://BUCKET/; raise quota in lake.yaml, or let lifecycle remove old versions (deleteOldVersionsAfterDays)");
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Allowed or ProbeNames.Write, Ok: false, Code: "XMinioAdminBucketQuotaExceeded" or "QuotaExceeded" or "XMinioStorageFull" })
            yield return Info.At(Location.Field(probe.Subject), $"writing is refused: the bucket {probe.Fact("bucket")} has reached its quota", $"see what fills it: firesteel lake du s3://{probe.Fact("bucket")}/; raise quota in lake.yaml, or let lifecycle remove old versions");
    }

    [GeneratedRegex(@"Bucket quota exceeded|QuotaExceeded|XMinioAdminBucketQuotaExceeded|XMinioStorageFull|Status Code: 507")]
    private static partial Regex Pattern();
}
