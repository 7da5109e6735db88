using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>fs.s3a.endpoint is set, but not for who asks.</summary>
internal sealed partial class EndpointNotApplied : ILogRule
{
    public RuleInfo Info { get; } = new("lake/endpoint-not-applied", Severity.Error, "The request went to AWS instead of the store",
        "A host below amazonaws.com in an error of a job that has its own store means that fs.s3a.endpoint did not reach this file system: set for another bucket, in the wrong file, or after the file system was made.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"the request went to {match.Groups["host"].Value}: the endpoint was not applied", "set spark.hadoop.fs.s3a.endpoint in sparkConf, before the session starts; for a history server in SPARK_HISTORY_OPTS");
    }

    [GeneratedRegex(@"(?:UnknownHostException|Connect to|Unable to execute HTTP request)[^\n]*?(?<host>[a-z0-9.-]+\.amazonaws\.com)")]
    private static partial Regex Pattern();
}
