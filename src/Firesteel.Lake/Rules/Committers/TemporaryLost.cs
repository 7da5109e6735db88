using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Committers;

/// <summary>A race of two writers.</summary>
internal sealed partial class TemporaryLost : ILogRule
{
    public RuleInfo Info { get; } = new("lake/temporary-lost", Severity.Error, "The _temporary directory vanished during a write",
        "Another job, retry or stream writes to the same destination: the first to finish deletes the whole _temporary directory, the other ones' work with it. Commit algorithm 2 does not cure that.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"{match.Groups["path"].Value} vanished: another writer of the same destination removed it", "let one job write a destination at a time, and use the magic committer (firesteel lake conf prints its settings)");
    }

    [GeneratedRegex(@"(?:FileNotFoundException|No such file or directory)[^\n]*?(?<path>s3a://\S*/_temporary/\S*)")]
    private static partial Regex Pattern();
}
