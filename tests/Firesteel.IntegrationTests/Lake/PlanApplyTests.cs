using System.Collections.Immutable;
using System.Net;
using Firesteel.Lake.Applying;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Planning.Changes;
using Firesteel.Lake.Specification;
using Firesteel.TestKit.Stores;

namespace Firesteel.IntegrationTests.Lake;

public abstract class PlanApplyTests<TStore>(TStore lake) : IClassFixture<TStore>
    where TStore : LakeFixture
{
    [Fact]
    public async Task A_lake_is_planned_applied_and_then_has_no_changes()
    {
        var yaml = lake.Yaml("first", "first-user");

        var plan = await lake.RunAsync(yaml, "lake", "plan");
        plan.Exit.ShouldBe(3, plan.Error);
        plan.Out.ShouldContain("+ bucket first with object lock");
        plan.Out.ShouldContain("~ bucket first: hard quota none -> 100 GiB");
        plan.Out.ShouldContain("+ directory first/logs/spark-log/");
        plan.Out.ShouldContain("+ policy first-user-lake");
        plan.Out.ShouldContain("+ user first-user");

        var apply = await lake.RunAsync(yaml, "lake", "apply");
        apply.Exit.ShouldBe(0, apply.Out + apply.Error);

        var again = await lake.RunAsync(yaml, "lake", "plan");
        again.Out.Trim().ShouldBe("no changes", again.Error);
        again.Exit.ShouldBe(0);
        (await lake.RunAsync(yaml, "lake", "apply")).Out.Trim().ShouldBe("no changes");
    }

    [Fact]
    public async Task Every_change_of_the_file_becomes_a_change_of_the_store()
    {
        (await lake.RunAsync(lake.Yaml("second", "second-user"), "lake", "apply")).ShouldExit(0);

        var changed = lake.Yaml("second", "second-user").Replace("100GiB", "50GiB").Replace("afterDays: 90", "afterDays: 30").Replace("objectLock: {}", "objectLock: {mode: GOVERNANCE, days: 2}")
            .Replace("allow: [read, write, list, delete]", "allow: [read, list]\n        prefix: data/");
        var plan = await lake.RunAsync(changed, "lake", "plan");
        plan.Exit.ShouldBe(3, plan.Error);
        plan.Out.ShouldContain("~ bucket second: hard quota 100 GiB -> 50 GiB");
        plan.Out.ShouldContain("~ bucket second: object lock on, no default retention -> GOVERNANCE 2 days");
        plan.Out.ShouldContain("- logs/spark-log/: delete after 90 days");
        plan.Out.ShouldContain("+ logs/spark-log/: delete after 30 days");
        plan.Out.ShouldContain("~ policy second-user-lake");
        plan.Out.ShouldContain("- Allow s3:AbortMultipartUpload");
        plan.Out.ShouldEndWith("4 changes\n");

        (await lake.RunAsync(changed, "lake", "apply")).ShouldExit(0);
        (await lake.RunAsync(changed, "lake", "plan")).ShouldExit(0);
    }

    [Fact]
    public async Task A_store_of_another_kind_is_told()
    {
        var other = lake.Kind == "minio" ? "embedded" : "minio";
        var plan = await lake.RunAsync(lake.Yaml("kinds", "kinds-user").Replace($"kind: {lake.Kind}", $"kind: {other}"), "lake", "plan");
        plan.ShouldExit(1);
        plan.Error.ShouldContain("the store has no administration of this kind; check store.kind");
    }

    [Fact]
    public async Task Who_breaks_off_is_told_what_is_left()
    {
        var file = LakeFile.Read(lake.Yaml("cut", "cut-user"), "lake.yaml");
        using var connection = new LakeConnection(file.Store, new(lake.Environment["AWS_ACCESS_KEY_ID"], lake.Environment["AWS_SECRET_ACCESS_KEY"]), TimeProvider.System);
        using var stop = new CancellationTokenSource();
        ImmutableArray<LakeChange> changes = [.. "abc".Select(letter => new CreateBucket($"cut-{letter}", file.Store.Region, ObjectLock: false))];
        var outcome = await new LakeApplier(connection, _ => connection.Credentials).ApplyAsync(changes, _ => stop.Cancel(), stop.Token);
        outcome.Made.ShouldBe([changes[0]]);
        outcome.Failed.ShouldBe(changes[1]);
        outcome.Reason.ShouldNotBeNull().ShouldContain("broken off");
        outcome.Left.ShouldBe([changes[2]]);
    }

    [Fact]
    public async Task A_failure_says_what_is_left()
    {
        await using var broken = await FaultyStore.StartAsync(lake.Endpoint, request => request.Method == "PUT" && request.Query.ContainsKey("lifecycle") ? (HttpStatusCode.InternalServerError, "InternalError") : null);
        var yaml = lake.Yaml("fourth", "fourth-user");
        var run = await lake.RunAsync(yaml.Replace(lake.Endpoint.Authority, broken.Endpoint.Authority), "lake", "apply");
        run.Exit.ShouldBe(1);
        run.Out.ShouldContain("1 change made");
        run.Error.ShouldContain("failed: bucket fourth: lifecycle: set lifecycle of fourth: InternalError");
        run.Error.ShouldContain("left undone, run the same command again after the cure:");
        run.Error.ShouldContain("  ~ bucket fourth: hard quota none -> 100 GiB");
        run.Error.ShouldContain("  + user fourth-user");

        (await lake.RunAsync(yaml, "lake", "apply")).ShouldExit(0);
        (await lake.RunAsync(yaml, "lake", "plan")).ShouldExit(0);
    }
}
