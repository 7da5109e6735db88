using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Paths;

/// <summary><c>s3://</c> or <c>s3n://</c> where only <c>s3a://</c> works.</summary>
internal sealed partial class SchemeNotS3A : IConfigurationRule, ILogRule
{
    public RuleInfo Info { get; } = new("lake/scheme", Severity.Error, "s3:// is not s3a://",
        "Apache Hadoop knows S3 as s3a. The scheme s3 is that of Amazon's EMR and of other tools, s3n was removed with Hadoop 3.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Find("spark.hadoop.fs.s3.impl") is not null)
            yield break; // somebody mapped the scheme on purpose
        foreach (var path in configuration.Paths().Where(path => S3Path.Parse(path.Value.Trim())?.Scheme is "s3" or "s3n"))
        {
            var right = "s3a" + path.Value.Trim()[path.Value.Trim().IndexOf(':')..];
            System.Text.Json.Nodes.JsonObject? patch = null;
            if (!path.Path.IsEmpty)
                MergePatch.Put(patch = [], path.Path, right);
            yield return Info.At(path.Where, $"{path.Name} is {path.Value}: Hadoop has no such scheme", $"write {right}", patch);
        }
    }

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"a path begins with {match.Groups["scheme"].Value}://, which Hadoop does not have", "write s3a://");
    }

    [GeneratedRegex(@"No FileSystem for scheme:? ""?(?<scheme>s3n?)""?(?:\W|$)")]
    private static partial Regex Pattern();
}
