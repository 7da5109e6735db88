using Firesteel.TestKit.Spark;

namespace Firesteel.IntegrationTests.Lake;

/// <summary>The proving job with real Spark against the real MinIO. Rename committer, because the distributions have no spark-hadoop-cloud.</summary>
public sealed class SparkCheckTests(MinioLake lake) : IClassFixture<MinioLake>
{
    [Theory, InlineData("3.5.7"), InlineData("4.1.0")]
    public async Task A_spark_job_writes_reads_and_leaves_its_event_log(string version)
    {
        var name = "spark-" + version.Replace(".", "");
        var yaml = lake.Yaml(name, name + "-user").Replace("allow: [read, write, list, delete]", """
            prefix: data/test/
                    allow: [read, write, list, delete]
                  - bucket: NAME
                    prefix: logs/spark-log/
                    allow: [read, write, list, delete]
            """.Replace("NAME", name)) + $"\nspark:\n  version: {version}\n  committer: file\n";
        var apply = await lake.RunAsync(yaml, "lake", "apply");
        apply.Exit.ShouldBe(0, apply.Error);

        var check = await lake.RunAsync(yaml, "lake", "check", "--verbose", "--spark-home", await SparkDistribution.HomeAsync(version));
        check.Exit.ShouldBe(0, check.Out + check.Error);
        check.Out.ShouldContain(": write Parquet");
        check.Out.ShouldContain(": read it back");
        check.Out.ShouldContain($": be refused s3a://{name}/firesteel-lake-check-forbidden");
        check.Out.ShouldContain($": leave its event log in s3a://{name}/logs/spark-log/");
        check.Out.ShouldNotContain("FAIL");
        if (version != "3.5.7")
            return;

        // MinIO goes on listing the directories of what was deleted in a versioned bucket; the rename committer must not meet those of the first run.
        var again = await lake.RunAsync(yaml, "lake", "check", "--spark-home", await SparkDistribution.HomeAsync(version));
        again.Exit.ShouldBe(0, again.Out + again.Error);
    }

    [Theory, InlineData("3.5.7"), InlineData("4.1.0")]
    public async Task The_magic_committer_without_its_jar_is_named(string version)
    {
        var yaml = lake.Yaml($"magic-{version.Replace('.', '-')}", $"magic-user-{version[0]}") + $"\nspark:\n  version: {version}\n  committer: magic\n";
        (await lake.RunAsync(yaml, "lake", "apply")).ShouldExit(0);
        var check = await lake.RunAsync(yaml, "lake", "check", "--spark-home", await SparkDistribution.HomeAsync(version));
        check.Exit.ShouldBe(1);
        check.Error.ShouldContain("is not on the class path; add spark-hadoop-cloud");
        check.Error.ShouldContain("[lake/committer-classes]");
    }
}
