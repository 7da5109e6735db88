using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>Directory markers are deleted with every file on a versioned bucket.</summary>
internal sealed class DirectoryMarkers : IConfigurationRule
{
    private const string Option = SparkConfiguration.S3APrefix + "directory.marker.retention";

    public RuleInfo Info { get; } = new("lake/directory-markers", Severity.Info, "Every file written deletes the markers above it",
        "Hadoop 3.3 removes the markers of all directories above each file it closes. On a versioned bucket each removal is a delete marker, one per level and file: listings slow down and never recover. With keep, the default since 3.4, nothing is deleted.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        var option = configuration.Find(Option);
        if (option is { Value: "delete" })
            yield return Info.At(option.Where, $"{Option} is delete: a delete marker per directory level and file on a versioned bucket", "set it to keep", configuration.Set((Option, "keep")), Severity.Warning);
        else if (option is null && configuration.Release is { KeepsMarkers: false } release && configuration.S3A("endpoint").FirstOrDefault() is { } endpoint)
            yield return Info.At(endpoint.Where, $"Hadoop {release.HadoopAws} deletes directory markers with every file written", $"set {Option}=keep", configuration.Set((Option, "keep")));
    }
}
