namespace Firesteel.IntegrationTests.Lake;

public sealed class MinioPlanApplyTests(MinioLake lake) : PlanApplyTests<MinioLake>(lake)
{
    private readonly MinioLake lake = lake;

    [Fact]
    public async Task A_bucket_without_lock_is_told_with_a_cure()
    {
        var plain = lake.Yaml("third", "third-user", "    versioning: true");
        (await lake.RunAsync(plain, "lake", "apply")).ShouldExit(0);

        var plan = await lake.RunAsync(lake.Yaml("third", "third-user"), "lake", "plan");
        plan.Exit.ShouldBe(1);
        plan.Error.ShouldContain("bucket third exists without object lock");
        plan.Error.ShouldContain("firesteel lake cp -r s3://third/");
    }
}
