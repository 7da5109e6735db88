using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>The chain of providers is empty-handed.</summary>
internal sealed partial class NoCredentials : ILogRule
{
    public RuleInfo Info { get; } = new("lake/no-credentials", Severity.Error, "No credentials reached S3A",
        "No provider of the chain found keys: the variables are not set in this pod, or the chain looks elsewhere. With the default chain it is enough to set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the driver; an explicit environment provider needs them in each executor too.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, match.Groups["chain"].Value is { Length: > 0 } chain ? $"no credentials: none of {chain} has any" : "no credentials reached S3A", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in driver.env and executor.env from the secret minio-s3-keys (valueFrom.secretKeyRef)");
    }

    [GeneratedRegex(@"No AWS Credentials provided by (?<chain>[\w ]+?) ?:|No AWS credentials in the Hadoop configuration|NoAuthWithAWSException|Unable to load (?:AWS )?credentials from (?:any|the) (?:of the )?(?:provider|environment)")]
    private static partial Regex Pattern();
}
