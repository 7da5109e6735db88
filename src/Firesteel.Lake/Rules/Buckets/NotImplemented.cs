using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>501.</summary>
internal sealed partial class NotImplemented : ILogRule
{
    public RuleInfo Info { get; } = new("lake/not-implemented", Severity.Error, "The store does not have this call",
        "Stores implement different parts of S3. Options of S3A switch most of what is optional off.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, "the store does not implement what was asked", "for a store without conditional writes set fs.s3a.create.conditional.enabled=false, without bulk delete fs.s3a.multiobjectdelete.enable=false, without encryption remove fs.s3a.encryption.*");
    }

    [GeneratedRegex(@"Status Code: 501|NotImplemented[:;)]|Error Code: NotImplemented")]
    private static partial Regex Pattern();
}
