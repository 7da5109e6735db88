using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Platform;

/// <summary>RBAC is missing.</summary>
internal sealed partial class ServiceAccountRights : ILogRule
{
    public RuleInfo Info { get; } = new("lake/service-account-rights", Severity.Error, "The service account may not do what a driver does",
        "The driver makes its executors' pods, and a config map and a service for them: its service account needs a role with pods, configmaps, services and persistentvolumeclaims.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"the service account {match.Groups["ns"].Value}/{match.Groups["sa"].Value} may not {match.Groups["verb"].Value} {match.Groups["res"].Value}", $"bind a role with pods, configmaps, services and persistentvolumeclaims to it in the namespace {match.Groups["ns"].Value}");
    }

    [GeneratedRegex(@"User ""system:serviceaccount:(?<ns>[^:]+):(?<sa>[^""]+)"" cannot (?<verb>\w+) resource ""(?<res>[^""]+)""")]
    private static partial Regex Pattern();
}
