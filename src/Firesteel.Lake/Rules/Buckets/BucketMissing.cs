using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>NoSuchBucket.</summary>
internal sealed partial class BucketMissing : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/bucket-missing", Severity.Error, "There is no such bucket",
        "The name is wrong, or the bucket lies on another store: an endpoint that was not applied asks AWS, where the name may belong to somebody else.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, "the bucket does not exist on the store that was asked", "check the bucket's name and fs.s3a.endpoint; firesteel lake apply creates it");
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Bucket, Ok: false, Code: "NoSuchBucket" })
            yield return Info.At(Location.Field(probe.Subject), $"there is no bucket {probe.Subject}", "run firesteel lake apply");
    }

    [GeneratedRegex(@"NoSuchBucket|UnknownStoreException|The specified bucket does not exist")]
    private static partial Regex Pattern();
}
