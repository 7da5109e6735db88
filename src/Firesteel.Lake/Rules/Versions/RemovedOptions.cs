using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Versions;

/// <summary>Options of S3Guard, S3 Select and other parts that are gone.</summary>
internal sealed class RemovedOptions : IConfigurationRule
{
    private static readonly string[] Gone = ["metadatastore.", "s3guard.", "select.", "fast.upload"];

    public RuleInfo Info { get; } = new("lake/removed-options", Severity.Warning, "Options of parts that no longer exist",
        "S3Guard was switched off in Hadoop 3.3 and removed in 3.4, S3 Select in 3.4; fast upload is the only upload since 3.0. The options do nothing, except that a metadata store other than the null one stops S3A at its start.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        foreach (var property in configuration.Properties.Where(property => property.Name.StartsWith(SparkConfiguration.S3APrefix, StringComparison.Ordinal)))
        {
            var option = property.Name[SparkConfiguration.S3APrefix.Length..];
            if (!Gone.Any(gone => gone == option || (gone[^1] == '.' && option.StartsWith(gone, StringComparison.Ordinal))))
                continue;
            var fatal = option.StartsWith("metadatastore.impl", StringComparison.Ordinal) && !property.Value.EndsWith("NullMetadataStore", StringComparison.Ordinal) && configuration.Release is { SdkV2: true };
            yield return Info.At(property.Where, $"{property.Name} {(fatal ? "stops S3A at its start: S3Guard is gone" : "does nothing: what it sets is gone")}", "remove it", configuration.Set((property.Name, null)), fatal ? Severity.Error : null);
        }
    }
}
