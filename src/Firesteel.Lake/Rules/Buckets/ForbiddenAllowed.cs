using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>A user may do what nobody granted.</summary>
internal sealed class ForbiddenAllowed : IProbeRule
{
    public RuleInfo Info { get; } = new("lake/too-many-rights", Severity.Error, "The user may do what it should not",
        "A job runs other people's code with the user's keys. Whatever they may do beyond the job's needs (change the bucket, delete old versions, see other buckets) an error or a thief may do as well.");

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Forbidden, Ok: false })
            yield return Info.At(Location.Field(probe.Subject), $"the user {probe.Subject} may {probe.Fact("action")}, which lake.yaml does not grant", "run firesteel lake apply, which leaves the user with the generated policy only; look for groups and bucket policies that give more");
    }
}
