using System.Collections.Immutable;
using Firesteel.Lake.Administration;
using Firesteel.Lake.Planning;
using Firesteel.Lake.Planning.Changes;
using Firesteel.Lake.Policies;
using Firesteel.Lake.Specification;

namespace Firesteel.Tests.Lake.Planning;

public sealed class LakePlannerTests
{
    private static readonly AdministrationFeatures MinIo = new(Users: true, ChoosesKeys: true, Quota: true, LockOnExistingBuckets: false, Tested: true, AbortsUploadsItself: true);
    private static readonly LakeSpecification Wanted = LakeFile.Read("""
        store: {kind: minio, endpoint: "http://minio:9000"}
        buckets:
          - name: datalake
            objectLock: {}
            quota: 1GiB
            lifecycle: {abortIncompleteUploadsAfterDays: 7, deleteOldVersionsAfterDays: 30}
            layout: [logs/spark-log/, "data/{domain}/"]
        users:
          - name: spark-user
            grants: [{bucket: datalake, allow: [read, list]}]
        """, "lake.yaml");

    private static readonly ObservedLake Nothing = new(MinIo, ImmutableSortedDictionary<string, ObservedBucket>.Empty, ImmutableSortedDictionary<string, ObservedUser>.Empty);

    private static readonly ObservedBucket Bucket = new(true, new(null, null), 1 << 30, LifecycleRuleState.From(Wanted.Buckets[0].Lifecycle!, storeAbortsUploads: true), ["logs/spark-log/"]);

    private static readonly ObservedUser User = new(true, true, true, ["spark-user-lake"], PolicyText.Lines(LeastPrivilege.Policy(Wanted.Users[0])));

    [Fact]
    public void From_nothing_all_is_made_in_an_order_that_works() =>
        LakePlanner.Plan(Wanted, Nothing).Changes.Select(change => change.GetType()).ShouldBe(
            [typeof(CreateBucket), typeof(SetLifecycle), typeof(SetQuota), typeof(WriteMarker), typeof(WritePolicy), typeof(WriteUser), typeof(SetUserPolicies)]);

    [Fact]
    public void What_is_as_wanted_needs_nothing()
    {
        var plan = LakePlanner.Plan(Wanted, Seen(Bucket, User));
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Uploads_that_the_store_drops_itself_are_no_rule()
    {
        LifecycleRuleState.From(Wanted.Buckets[0].Lifecycle!, storeAbortsUploads: true).Length.ShouldBe(1);
        LifecycleRuleState.From(Wanted.Buckets[0].Lifecycle!, storeAbortsUploads: false).Length.ShouldBe(2);
    }

    [Fact]
    public void Lock_on_an_existing_bucket_is_a_problem_or_a_change()
    {
        var without = Bucket with { ObjectLock = null };
        var minio = LakePlanner.Plan(Wanted, Seen(without, User));
        minio.Possible.ShouldBeFalse();
        minio.Changes.ShouldBeEmpty();
        minio.Problems.Single().Cure.ShouldContain("firesteel lake cp -r s3://datalake/");

        var aws = LakePlanner.Plan(Wanted, Seen(without, User) with { Features = MinIo with { LockOnExistingBuckets = true } });
        aws.Possible.ShouldBeTrue();
        aws.Changes.Single().ShouldBeOfType<SetObjectLock>();
    }

    [Fact]
    public void Suspended_versioning_is_turned_on() =>
        LakePlanner.Plan(Wanted, Seen(Bucket with { Versioning = false }, User)).Changes.Single().Summary.ShouldBe("bucket datalake: versioning suspended -> enabled");

    [Theory]
    [InlineData(true, false, true, "user spark-user: disabled -> enabled")]
    [InlineData(true, true, false, "user spark-user: another secret key -> the expected one")]
    [InlineData(false, false, null, "user spark-user")]
    public void A_user_that_differs_is_written(bool exists, bool enabled, bool? keyWorks, string summary) =>
        LakePlanner.Plan(Wanted, Seen(Bucket, User with { Exists = exists, Enabled = enabled, KeyWorks = keyWorks })).Changes.Single().Summary.ShouldBe(summary);

    [Fact]
    public void Stores_without_an_administration_get_commands()
    {
        var features = new AdministrationFeatures(Users: false, ChoosesKeys: false, Quota: false, LockOnExistingBuckets: false, Tested: false);
        var ceph = Wanted with { Store = Wanted.Store with { Kind = StoreKind.CephRgw } };
        var plan = LakePlanner.Plan(ceph, Seen(Bucket with { QuotaBytes = null }, User) with { Features = features });
        plan.Possible.ShouldBeTrue();
        plan.Problems.Select(problem => problem.Cure).ShouldContain(cure => cure.Contains("radosgw-admin quota set --quota-scope=bucket --bucket=datalake --max-size=1073741824"));
    }

    private static ObservedLake Seen(ObservedBucket bucket, ObservedUser user) => Nothing with
    {
        Buckets = ImmutableSortedDictionary<string, ObservedBucket>.Empty.Add("datalake", bucket),
        Users = ImmutableSortedDictionary<string, ObservedUser>.Empty.Add("spark-user", user),
    };
}
