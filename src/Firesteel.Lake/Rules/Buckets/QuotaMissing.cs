using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>The hard quota is not what the lake wants.</summary>
internal sealed class QuotaMissing : IProbeRule
{
    public RuleInfo Info { get; } = new("lake/quota-differs", Severity.Error, "The hard quota is not the wanted one",
        "Without a hard quota one runaway job fills the disk for everybody.");

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Quota, Ok: false })
            yield return Info.At(Location.Field(probe.Subject), $"bucket {probe.Subject} has the hard quota {probe.Fact("state")}, wanted is {probe.Fact("wanted")}", "run firesteel lake apply");
    }
}
