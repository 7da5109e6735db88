using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>403 where it means the policy, and where it means that the object is not there.</summary>
internal sealed partial class AccessDenied : ILogRule
{
    public RuleInfo Info { get; } = new("lake/access-denied", Severity.Error, "The policy does not allow it",
        "403 means that the user is known and the request well signed, but not allowed. Without s3:ListBucket AWS answers 403 instead of 404 for an object that is not there, so that S3A fails where it only wanted to look; MinIO answers 404 to a signed request. s3:ListBucket belongs on the bucket (arn:aws:s3:::bucket), object actions on arn:aws:s3:::bucket/*.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is not { Success: true } match || line.Text.Contains("InvalidAccessKeyId", StringComparison.Ordinal) || line.Text.Contains("SignatureDoesNotMatch", StringComparison.Ordinal) || line.Text.Contains("RequestTimeTooSkewed", StringComparison.Ordinal))
            yield break;
        var head = line.Text.Contains("getFileStatus", StringComparison.Ordinal) || line.Text.Contains("HeadObject", StringComparison.Ordinal);
        yield return Info.At(line.Where, match.Groups["path"].Value is { Length: > 0 } path ? $"access to {path.TrimEnd(':', ',')} is denied" : "access is denied",
            head ? "grant list (s3:ListBucket on the bucket itself) beside read: without it a missing object is a 403; add it to users[].grants of lake.yaml and run firesteel lake apply"
                 : "add the right to users[].grants of lake.yaml and run firesteel lake apply");
    }

    [GeneratedRegex(@"AccessDeniedException:?\s+(?<path>s3a://\S+)?|Error Code: (?:AccessDenied|403 Forbidden)|Status Code: 403")]
    private static partial Regex Pattern();
}
