using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Versions;

/// <summary>hadoop-aws is not on the class path.</summary>
internal sealed partial class S3AMissing : ILogRule
{
    public RuleInfo Info { get; } = new("lake/s3a-missing", Severity.Error, "S3A is not on the class path",
        "The scheme s3a is known to Hadoop, but its class lies in hadoop-aws, which Spark's images do not contain. fs.s3a.impl does not help: the jar is missing, not the setting.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().IsMatch(line.Text))
            yield return Info.At(line.Where, "hadoop-aws is not on the class path", $"add the pair that fits: {string.Join("; ", SparkRelease.All.Skip(1).Select(release => $"Spark {release.Line}: hadoop-aws-{release.HadoopAws} and {release.SdkJar}"))}");
    }

    [GeneratedRegex(@"No FileSystem for scheme:? ""?s3a""?|Class org\.apache\.hadoop\.fs\.s3a\.S3AFileSystem not found|ClassNotFoundException: org\.apache\.hadoop\.fs\.s3a\.S3AFileSystem")]
    private static partial Regex Pattern();
}
