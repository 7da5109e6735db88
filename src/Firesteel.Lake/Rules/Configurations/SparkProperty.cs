using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Configurations;

/// <param name="Name">Full name, also for an entry of <c>hadoopConf</c>: <c>spark.hadoop.fs.s3a.endpoint</c>.</param>
/// <param name="Path">Where a merge patch finds it; empty when it cannot be patched (a script, a command line inside a variable).</param>
public sealed record SparkProperty(string Name, string Value, Location Where, ImmutableArray<string> Path)
{
    /// <summary>The bucket of <c>spark.hadoop.fs.s3a.bucket.B.option</c>; else null.</summary>
    public string? Bucket(string option)
    {
        const string prefix = SparkConfiguration.S3APrefix + "bucket.";
        return Name.StartsWith(prefix, StringComparison.Ordinal) && Name.EndsWith("." + option, StringComparison.Ordinal) && Name.Length > prefix.Length + option.Length + 1
            ? Name[prefix.Length..^(option.Length + 1)] : null;
    }

    public bool IsTrue => Value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
}
