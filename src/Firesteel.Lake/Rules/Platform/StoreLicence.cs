using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Platform;

/// <summary>The wrong edition.</summary>
internal sealed partial class StoreLicence : ILogRule
{
    public RuleInfo Info { get; } = new("lake/store-licence", Severity.Error, "The MinIO binary wants a licence",
        "The enterprise build ends at its start without a licence key; the community build (GNU AGPL) has none, but no binaries of it are released since September 2025.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, "this MinIO is the enterprise build and has no licence", "run a community build (minio --version says GNU AGPLv3), or another store: firesteel lake knows seven kinds");
    }

    [GeneratedRegex(@"Unable to validate license|no license found", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
