using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>The bucket's lifecycle is not the wanted one.</summary>
internal sealed class LifecycleDiffers : IProbeRule
{
    public RuleInfo Info { get; } = new("lake/lifecycle-differs", Severity.Warning, "The lifecycle is not the wanted one",
        "Rules whose ids begin with firesteel- are kept as lake.yaml says; rules of others are left alone. Without them old versions and logs pile up.");

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Lifecycle, Ok: false })
            yield return Info.At(Location.Field(probe.Subject), $"the lifecycle of bucket {probe.Subject} is not that of lake.yaml", "run firesteel lake plan to see what differs, then firesteel lake apply");
    }
}
