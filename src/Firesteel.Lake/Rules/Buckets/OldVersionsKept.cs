using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>A versioned bucket from which nothing ever goes.</summary>
internal sealed class OldVersionsKept : ISpecificationRule
{
    public RuleInfo Info { get; } = new("lake/old-versions-kept", Severity.Warning, "A versioned bucket keeps every old version for ever",
        "Every overwrite and every rename of a commit leaves a version behind. They count against the quota, and nothing shows them but the version listing. Lifecycle removes them after some days.");

    public IEnumerable<Finding> Check(LakeSpecification lake)
    {
        foreach (var bucket in lake.Buckets.Where(bucket => (bucket.Versioning == true || bucket.ObjectLock is not null) && bucket.Lifecycle?.NoncurrentDays is null))
        {
            var patch = new JsonObject { ["lifecycle"] = new JsonObject { ["deleteOldVersionsAfterDays"] = 30, ["deleteLoneMarkers"] = true } };
            yield return Info.At(bucket.Where, $"bucket {bucket.Name} is versioned and keeps old versions for ever{(bucket.QuotaBytes > 0 ? ", which fills its quota" : "")}", "add lifecycle: {deleteOldVersionsAfterDays: 30, deleteLoneMarkers: true}", patch);
        }
    }
}
