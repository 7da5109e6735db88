using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>A user may not do what was granted; or the grants do not suffice for Spark.</summary>
internal sealed class RightsMissing : IProbeRule, ISpecificationRule
{
    public RuleInfo Info { get; } = new("lake/rights-missing", Severity.Error, "The user may not do what the lake grants",
        "The policy on the store is older than lake.yaml, is not attached, or something denies what it allows. To write, Spark needs to list and delete too: it looks before it writes, and removes its temporary files.");

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Allowed, Ok: false } && probe.Code is not ("InvalidAccessKeyId" or "SignatureDoesNotMatch" or "XMinioAdminBucketQuotaExceeded" or "QuotaExceeded"))
            yield return Info.At(Location.Field(probe.Subject), $"the user {probe.Subject} may not {probe.Fact("action")}: {probe.Code}", "run firesteel lake plan to see what differs, then firesteel lake apply");
    }

    public IEnumerable<Finding> Check(LakeSpecification lake)
    {
        foreach (var user in lake.Users.Where(user => user.Name == lake.Spark.User))
        {
            foreach (var grant in user.Grants.Where(grant => grant.Rights.HasFlag(Rights.Write) && (grant.Rights & (Rights.List | Rights.Delete | Rights.Read)) != (Rights.List | Rights.Delete | Rights.Read)))
                yield return Info.At(user.Where, $"user {user.Name} may write s3://{grant.Bucket}/{grant.Prefix}, but not read, list and delete there, which Spark needs to commit", "allow: [read, write, list, delete]", severity: Severity.Warning);
        }
    }
}
