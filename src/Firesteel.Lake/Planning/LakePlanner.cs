using System.Collections.Immutable;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Planning.Changes;
using Firesteel.Lake.Policies;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Planning;

/// <summary>What to do so that the lake there is becomes the lake that is wanted. Pure.</summary>
public static class LakePlanner
{
    public static LakePlan Plan(LakeSpecification wanted, ObservedLake seen)
    {
        var changes = ImmutableArray.CreateBuilder<LakeChange>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (!seen.Features.Tested)
            problems.Add(new Problem(Location.Field("store.kind"), $"a store of kind {Kind(wanted.Store)} is served by its documentation: no server of it was at hand to test against", "look twice at what is planned, and report what differs", Severity.Info));
        foreach (var bucket in wanted.Buckets)
            Plan(bucket, wanted.Store, seen, changes, problems);
        foreach (var user in wanted.Users)
            Plan(user, wanted.Store, seen, changes, problems);
        return new LakePlan(changes.ToImmutable(), problems.ToImmutable());
    }

    private static void Plan(BucketSpecification wanted, StoreSpecification store, ObservedLake lake, ImmutableArray<LakeChange>.Builder changes, ImmutableArray<Problem>.Builder problems)
    {
        var seen = lake.Buckets.GetValueOrDefault(wanted.Name);
        var created = seen is null;
        if (created)
        {
            changes.Add(new CreateBucket(wanted.Name, store.Region, wanted.ObjectLock is not null));
            seen = new ObservedBucket(wanted.ObjectLock is null ? null : true, wanted.ObjectLock is null ? null : new(null, null), null, [], []);
        }

        PlanVersions(wanted, seen!, lake, changes, problems);

        if (wanted.Lifecycle is not null)
        {
            var rules = LifecycleRuleState.From(wanted.Lifecycle, lake.Features.AbortsUploadsItself);
            if (!rules.SequenceEqual(seen!.Lifecycle))
                changes.Add(new SetLifecycle(wanted.Name, rules, seen.Lifecycle));
        }

        if (wanted.QuotaBytes is { } quota)
        {
            long? bytes = quota == 0 ? null : quota;
            if (!lake.Features.Quota && bytes is not null)
                problems.Add(new Problem(wanted.Where, $"bucket {wanted.Name} shall have a hard quota, which a store of kind {Kind(store)} cannot be told through its API", QuotaAdvice.For(store.Kind, wanted.Name, quota), Severity.Warning));
            else if (bytes != seen!.QuotaBytes)
                changes.Add(new SetQuota(wanted.Name, bytes, seen.QuotaBytes));
        }

        foreach (var prefix in wanted.Directories.Where(prefix => !seen!.Present.Contains(prefix)))
            changes.Add(new WriteMarker(wanted.Name, prefix));
    }

    private static void PlanVersions(BucketSpecification wanted, ObservedBucket seen, ObservedLake lake, ImmutableArray<LakeChange>.Builder changes, ImmutableArray<Problem>.Builder problems)
    {
        var versioning = wanted.Versioning ?? (wanted.ObjectLock is null ? null : true);
        if (versioning is { } on && on != (seen.Versioning ?? false))
        {
            if (!on && seen.ObjectLock is not null)
                problems.Add(new Problem(wanted.Where, $"bucket {wanted.Name} has object lock, so its versioning cannot be suspended", "set versioning: true, or copy the data to a new bucket"));
            else
                changes.Add(new SetVersioning(wanted.Name, on, seen.Versioning switch { null => "off", true => "enabled", false => "suspended" }));
        }

        if (wanted.ObjectLock is not { } objectLock || objectLock == seen.ObjectLock)
            return;
        if (seen.ObjectLock is null && !lake.Features.LockOnExistingBuckets)
            problems.Add(new Problem(wanted.Where, $"bucket {wanted.Name} exists without object lock, which this store can only turn on when a bucket is created",
                $"name a new bucket in lake.yaml and copy: firesteel lake cp -r s3://{wanted.Name}/ s3://NEW/; or remove objectLock"));
        else
            changes.Add(new SetObjectLock(wanted.Name, objectLock, seen.ObjectLock));
    }

    private static void Plan(UserSpecification wanted, StoreSpecification store, ObservedLake lake, ImmutableArray<LakeChange>.Builder changes, ImmutableArray<Problem>.Builder problems)
    {
        if (!lake.Features.Users)
        {
            problems.Add(new Problem(wanted.Where, $"user {wanted.Name}: the users of a store of kind {Kind(store)} are not administered here",
                UserAdvice.For(store.Kind, wanted), Severity.Warning));
            return;
        }

        var seen = lake.Users.GetValueOrDefault(wanted.Name) ?? new ObservedUser(false, false, null, [], null);
        var policy = LeastPrivilege.Policy(wanted);
        if (seen.PolicyLines is not { } lines || !lines.SequenceEqual(PolicyText.Lines(policy)))
            changes.Add(new WritePolicy(wanted.PolicyName, policy, seen.PolicyLines));

        if (!seen.Exists)
            changes.Add(new WriteUser(wanted.Name, null));
        else if (!seen.Enabled)
            changes.Add(new WriteUser(wanted.Name, "disabled -> enabled"));
        else if (seen.KeyWorks is false)
            changes.Add(new WriteUser(wanted.Name, "another secret key -> the expected one"));

        ImmutableSortedSet<string> policies = [wanted.PolicyName];
        if (!policies.SetEquals(seen.Policies))
            changes.Add(new SetUserPolicies(wanted.Name, policies, seen.Policies));
    }

    private static string Kind(StoreSpecification store) => StoreKindInfo.Of(store.Kind).Name;
}
