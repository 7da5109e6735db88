using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>412.</summary>
internal sealed partial class ObjectChanged : ILogRule
{
    public RuleInfo Info { get; } = new("lake/object-changed", Severity.Error, "An object was replaced while it was read",
        "S3A notes the ETag when it opens a file and refuses to go on when it changes: a writer overwrote what this job reads.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, match.Groups["path"].Value is { Length: > 0 } path ? $"{path.TrimEnd(':', ',', '`', '\'')} was replaced while it was read" : "an object was replaced while it was read", "do not overwrite what is being read: write a new directory and switch, or use a table format with snapshots");
    }

    [GeneratedRegex(@"RemoteFileChangedException[^\n]*?(?<path>s3a://\S+)|At least one of the pre-?conditions you specified did not hold")]
    private static partial Regex Pattern();
}
