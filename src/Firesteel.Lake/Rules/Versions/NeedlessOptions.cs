using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Versions;

/// <summary><c>fs.s3a.impl</c>: set by Hadoop itself since 2.7.</summary>
internal sealed class NeedlessOptions : IConfigurationRule
{
    private const string Class = "org.apache.hadoop.fs.s3a.S3AFileSystem";

    public RuleInfo Info { get; } = new("lake/needless-options", Severity.Info, "fs.s3a.impl is Hadoop's own default",
        "Hadoop's core-default.xml names the class of the scheme s3a. If it is not found, the jar hadoop-aws is missing, and this option does not bring it.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Find("spark.hadoop.fs.s3a.impl") is { Value: Class } impl)
            yield return Info.At(impl.Where, "spark.hadoop.fs.s3a.impl repeats Hadoop's default", "remove it", configuration.Set((impl.Name, null)));
    }
}
