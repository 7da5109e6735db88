using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Platform;

/// <summary>amd64 and arm64 mixed up.</summary>
internal sealed partial class ExecFormat : ILogRule
{
    public RuleInfo Info { get; } = new("lake/exec-format", Severity.Error, "The program is for another processor",
        "A binary or an image for arm64 was started on amd64, or the reverse.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, "the program or image is built for another processor", "fetch the right one: docker pull --platform linux/amd64; file NAME shows what a binary is for");
    }

    [GeneratedRegex(@"[Ee]xec format error")]
    private static partial Regex Pattern();
}
