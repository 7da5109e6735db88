using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking.SparkJobs;
using Firesteel.Lake.Linting;
using Firesteel.Lake.Rules;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;

namespace Firesteel.Tests.Lake.Checking;

public sealed class CheckJobTests
{
    private static LakeSpecification Lake(string version, string grant = "allow: [read, write, list, delete]") => LakeFile.Read($$"""
        store: {kind: minio, endpoint: "http://minio:9000"}
        buckets: [{name: datalake}]
        users:
          - name: spark-user
            grants: [{bucket: datalake, {{grant}}}]
            secrets: [{namespace: spark, name: minio-s3-keys}]
        spark: {version: {{version}}}
        """, "lake.yaml");

    [Theory, InlineData("3.5.7"), InlineData("4.1.0")]
    public void Our_own_job_passes_our_own_rules(string version)
    {
        var lake = Lake(version);
        var job = CheckJob.For(lake, "one")!;
        var application = CheckApplication.Application(job, version, "spark", "check", "example/spark", "spark", lake.Users[0].Secrets[0]);
        var findings = LakeRules.Check(ConfigurationReader.Manifest(application.Json)!, lake);
        findings.Where(finding => finding.Problem.Severity != Severity.Info).ShouldBeEmpty();
        application.Json.ToJsonString().ShouldNotContain("secret.key");
    }

    [Fact]
    public void A_user_with_a_prefix_also_tries_what_is_forbidden()
    {
        CheckJob.For(Lake("3.5.7"), "one")!.Arguments.ShouldBe(["s3a://datalake/data/test/firesteel-lake-check/one"]);
        CheckJob.For(Lake("3.5.7", "prefix: data/sales/, allow: [read, write, list, delete]"), "one")!.Arguments
            .ShouldBe(["s3a://datalake/data/sales/firesteel-lake-check/one", "s3a://datalake/firesteel-lake-check-forbidden"]);
        CheckJob.For(Lake("3.5.7", "allow: [read, list]"), "one").ShouldBeNull();
    }

    [Fact]
    public void The_log_proves_or_disproves()
    {
        string[] good = ["INFO x", "FIRESTEEL application local-1", "FIRESTEEL written s3a://d/x", "FIRESTEEL read 1000 499500", "FIRESTEEL refused s3a://d/f"];
        CheckJob.Judge(good, finished: true).ShouldAllBe(result => result.Ok);
        CheckJob.ApplicationId(good).ShouldBe("local-1");
        CheckJob.Judge(good, finished: false).Count(result => !result.Ok).ShouldBe(1);
        CheckJob.Judge([.. good[..4], "FIRESTEEL allowed s3a://d/f"], finished: true).Single(result => !result.Ok).Fact("action").ShouldBe("be refused s3a://d/f");
        CheckJob.Judge([good[1], good[2], "FIRESTEEL read 999 499500"], finished: true).Single(result => !result.Ok).Fact("action").ShouldBe("read it back");
        CheckJob.Judge([], finished: false).Count(result => !result.Ok).ShouldBe(3);
    }
}
