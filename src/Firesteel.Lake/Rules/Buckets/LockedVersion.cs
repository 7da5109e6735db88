using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>Object lock does what it is for.</summary>
internal sealed partial class LockedVersion : ILogRule
{
    public RuleInfo Info { get; } = new("lake/locked-version", Severity.Error, "A locked version cannot be deleted",
        "Deleting without a version id only puts a marker on top and always works; deleting a version that is under retention or legal hold is refused until the time is over. Spark never deletes versions: this was a tool or a lifecycle of another kind.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, "the version is under retention or legal hold", "delete without a version id, wait for the retention to end, or, in GOVERNANCE mode, delete with the bypass right");
    }

    [GeneratedRegex(@"Object is WORM protected|object-lock|because object protected by object lock", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
