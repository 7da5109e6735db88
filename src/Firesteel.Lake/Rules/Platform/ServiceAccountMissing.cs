using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Platform;

/// <summary>Admission refuses the pod.</summary>
internal sealed partial class ServiceAccountMissing : ILogRule
{
    public RuleInfo Info { get; } = new("lake/service-account", Severity.Error, "The service account does not exist",
        "A pod that names a service account which is not in its namespace is refused by the API server. A chart's default name depends on its release and namespace.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"there is no service account {match.Groups["sa"].Value} in the namespace {match.Groups["ns"].Value}", $"create it with the rights of a driver, or name one that exists in driver.serviceAccount: kubectl get serviceaccounts -n {match.Groups["ns"].Value}");
    }

    [GeneratedRegex(@"error looking up service account (?<ns>[^/\s]+)/(?<sa>[^:\s]+): serviceaccount \\?""[^""\\]+\\?"" not found")]
    private static partial Regex Pattern();
}
