using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Committers;

/// <summary>A race of two writers.</summary>
internal sealed partial class TemporaryLost : ILogRule
{
    public RuleInfo Info { get; } = new("lake/temporary-lost", Severity.Error, "The _temporary directory vanished during a write",
        "Another job, retry or stream writes to the same destination: the first to finish deletes the whole _temporary directory, the other ones' work with it. Commit algorithm 2 does not cure that. "
        + "In a versioned bucket MinIO also lists directories that hold nothing but deleted objects: a second run into the same destination finds the task directories of the first and fails on them.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"{match.Groups["path"].Value} vanished: another writer of the same destination removed it, or MinIO still lists what an earlier run left deleted in a versioned bucket", "let one job write a destination at a time, and use the magic committer (firesteel lake conf prints its settings); without it, on MinIO, write each run to a new directory");
    }

    [GeneratedRegex(@"(?:FileNotFoundException|No such file or directory)[^\n]*?(?<path>s3a://\S*/_temporary/\S*)")]
    private static partial Regex Pattern();
}
