namespace Firesteel.IntegrationTests.Lake;

public sealed class PlanApplyTests(MinioLake lake) : IClassFixture<MinioLake>
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
        (await lake.RunAsync(lake.Yaml("second", "second-user"), "lake", "apply")).Exit.ShouldBe(0);

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

        (await lake.RunAsync(changed, "lake", "apply")).Exit.ShouldBe(0);
        (await lake.RunAsync(changed, "lake", "plan")).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task A_bucket_without_lock_is_told_with_a_cure()
    {
        var plain = lake.Yaml("third", "third-user", "    versioning: true");
        (await lake.RunAsync(plain, "lake", "apply")).Exit.ShouldBe(0);

        var plan = await lake.RunAsync(lake.Yaml("third", "third-user"), "lake", "plan");
        plan.Exit.ShouldBe(1);
        plan.Error.ShouldContain("bucket third exists without object lock");
        plan.Error.ShouldContain("firesteel lake cp -r s3://third/");
    }

    [Fact]
    public async Task A_failure_says_what_is_left()
    {
        // The server's region is another, so the first change fails and the rest stays.
        var run = await lake.RunAsync(lake.Yaml("fourth", "fourth-user", region: "eu-west-1"), "lake", "apply");
        run.Exit.ShouldBe(1);
        run.Error.ShouldContain("ap-northeast-2");
    }
}
