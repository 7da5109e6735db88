using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>kubelet cannot build the environment.</summary>
internal sealed partial class SecretKeyMissing : ILogRule
{
    public RuleInfo Info { get; } = new("lake/secret-key-missing", Severity.Error, "The secret has no such key",
        "The pod waits with CreateContainerConfigError until the secret exists and has the key that is referred to.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, match.Groups["key"].Value is { Length: > 0 } key ? $"the secret {match.Groups["secret"].Value} has no key {key}" : $"there is no secret {match.Groups["secret"].Value} in the namespace", "write it with firesteel lake secret | kubectl apply -f -, or correct secretKeyRef.key");
    }

    [GeneratedRegex(@"couldn't find key (?<key>\S+) in Secret (?<secret>\S+)|secret \\?""(?<secret>[^""\\]+)\\?"" not found")]
    private static partial Regex Pattern();
}
