using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>The bucket keeps no versions although it should.</summary>
internal sealed class VersioningOff : IProbeRule
{
    public RuleInfo Info { get; } = new("lake/versioning-off", Severity.Error, "Versioning is off",
        "Without versions an overwritten or deleted object is gone.");

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Versioning, Ok: false })
            yield return Info.At(Location.Field(probe.Subject), $"bucket {probe.Subject} has versioning {probe.Fact("state")}", "run firesteel lake apply");
    }
}
