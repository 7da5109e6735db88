using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Committers;

/// <summary>Speculative tasks with a committer that renames.</summary>
internal sealed class Speculation : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/speculation", Severity.Error, "Speculation with a committer that renames",
        "Two attempts of a task write and rename at once; on S3 neither step is atomic, so files of both may stay or be lost. The magic committer publishes one attempt's uploads only.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Find("spark.speculation") is { IsTrue: true } speculation && configuration.UsesS3A && !configuration.S3A("committer.name").Any() && configuration.Release is { MagicByDefault: false })
            yield return Info.At(speculation.Where, "spark.speculation is true with the rename committer", "set it to false, or use the magic committer", configuration.Set((speculation.Name, "false")));
    }
}
