namespace Firesteel.IntegrationTests.Lake;

public sealed class EmbeddedPlanApplyTests(EmbeddedLake lake) : PlanApplyTests<EmbeddedLake>(lake)
{
    private readonly EmbeddedLake lake = lake;

    [Fact]
    public async Task A_lake_that_was_applied_holds()
    {
        var yaml = lake.Yaml("holds", "holds-user").Replace("allow: [read, write, list, delete]", "prefix: data/sales/\n        allow: [read, write, list, delete]");
        (await lake.RunAsync(yaml, "lake", "apply")).ShouldExit(0);
        var check = await lake.RunAsync(yaml, "lake", "check");
        check.Exit.ShouldBe(0, check.Out + check.Error);
        check.Out.ShouldContain("ok   forbidden    holds-user: write outside its prefixes in s3://holds/");
        check.Out.ShouldContain("ok   forbidden    holds-user: list all of s3://holds/");
        (await lake.RunAsync(yaml, "lake", "plan")).ShouldExit(0);
    }

    [Fact]
    public async Task Object_lock_comes_to_a_bucket_that_exists()
    {
        (await lake.RunAsync(lake.Yaml("late", "late-user", "    versioning: true"), "lake", "apply")).ShouldExit(0);
        var yaml = lake.Yaml("late", "late-user");
        (await lake.RunAsync(yaml, "lake", "plan")).Out.ShouldContain("~ bucket late: object lock off -> on, no default retention");
        var apply = await lake.RunAsync(yaml, "lake", "apply");
        apply.Exit.ShouldBe(0, apply.Error);
        (await lake.RunAsync(yaml, "lake", "plan")).ShouldExit(0);
    }

    [Fact]
    public async Task A_full_bucket_is_named()
    {
        var yaml = lake.Yaml("full", "full-user").Replace("100GiB", "1KiB");
        (await lake.RunAsync(yaml, "lake", "apply")).ShouldExit(0);
        var file = Path.Combine(lake.Folder, "kilobyte");
        await File.WriteAllBytesAsync(file, new byte[1020]);
        (await lake.RunAsync(yaml, "lake", "cp", file, "s3://full/data/test/kilobyte")).ShouldExit(0);

        var check = await lake.RunAsync(yaml, "lake", "check");
        check.Exit.ShouldBe(1);
        check.Error.ShouldContain("writing is refused: the bucket full has reached its quota");
    }
}
