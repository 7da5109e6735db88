using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>An unset variable handed to S3A.</summary>
internal sealed partial class NullCredential : ILogRule
{
    public RuleInfo Info { get; } = new("lake/null-credential", Severity.Error, "A key is null",
        "A script read a variable that is not set and gave null on: the names of the variables and of the keys in the secret were mixed up. A secret's key becomes a variable only through env, under the name written there.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, match.Groups["key"].Value is { Length: > 0 } key ? $"{key} was set to null: the variable it is read from is not set" : "the access key is not set", "map the secret in env: name AWS_ACCESS_KEY_ID, valueFrom.secretKeyRef {name: minio-s3-keys, key: access-key}, and remove the setting from the script: S3A finds the variables itself");
    }

    [GeneratedRegex(@"null value for (?<key>spark\.hadoop\.fs\.s3a\.\S+)|Access [Kk]ey exists: False")]
    private static partial Regex Pattern();
}
