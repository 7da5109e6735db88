using System.Diagnostics;
using Firesteel.Embedded.Runtimes;
using Firesteel.Kube.Objects;

namespace Firesteel.IntegrationTests.Node;

/// <summary>Spark's own client submits, Spark's own driver makes its executors: nothing of Firesteel's is between them but API and node.</summary>
public sealed class SparkTests
{
    [Theory, InlineData("3.5.7"), InlineData("4.1.0")]
    public async Task Spark_submits_and_runs_pi(string version)
    {
        var spark = InstalledSpark.Of(version);
        await using var platform = await PlatformFixture.StartAsync([spark]);
        var jar = Path.GetFileName(Directory.GetFiles(Path.Combine(spark.Home, "examples", "jars"), "spark-examples_*.jar").Single());
        var driver = await SubmitAsync(platform, spark, "--class", "org.apache.spark.examples.SparkPi", $"local:///opt/spark/examples/jars/{jar}", "20");
        (await platform.LogAsync(driver)).ShouldContain("Pi is roughly 3.1");
        driver.Status!["phase"]!.GetValue<string>().ShouldBe("Succeeded");
    }

    [Theory, InlineData("3.5.7"), InlineData("4.1.0")]
    public async Task Spark_submits_and_runs_pi_in_python(string version)
    {
        var spark = InstalledSpark.Of(version);
        await using var platform = await PlatformFixture.StartAsync([spark]);
        var driver = await SubmitAsync(platform, spark, "local:///opt/spark/examples/src/main/python/pi.py", "20");
        (await platform.LogAsync(driver)).ShouldContain("Pi is roughly 3.1");
    }

    private static async Task<KubeObject> SubmitAsync(PlatformFixture platform, SparkRuntime spark, params string[] application)
    {
        var ca = Path.GetTempFileName();
        await File.WriteAllTextAsync(ca, platform.Server.AuthorityPem);
        var submit = new ProcessStartInfo(Path.Combine(spark.Home, "bin", "spark-submit"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["JAVA_HOME"] = spark.JavaHome, ["SPARK_HOME"] = spark.Home },
        };
        foreach (var argument in (string[])["--master", $"k8s://{platform.Server.Address.GetLeftPart(UriPartial.Authority)}", "--deploy-mode", "cluster", "--name", "pi",
            "--conf", $"spark.kubernetes.authenticate.submission.caCertFile={ca}",
            "--conf", $"spark.kubernetes.authenticate.submission.oauthToken={platform.Server.AdminToken}",
            "--conf", $"spark.kubernetes.driver.master={platform.Server.Address.GetLeftPart(UriPartial.Authority)}",
            "--conf", "spark.kubernetes.driver.pod.name=pi-driver",
            "--conf", $"spark.kubernetes.container.image=apache/spark:{spark.Version}",
            "--conf", "spark.executor.memory=512m", "--conf", "spark.executor.instances=2", .. application])
            submit.ArgumentList.Add(argument);
        using var process = Process.Start(submit)!;
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var driver = await PlatformFixture.UntilAsync(() => platform.Client.FindAsync(ResourceTypes.Pods, new("default", "pi-driver")),
            pod => pod?.Status?["phase"]?.GetValue<string>() is "Succeeded" or "Failed" || (process.HasExited && process.ExitCode != 0),
            pod => pod?.Json.ToJsonString() ?? "no driver pod");
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await said);
        return driver!;
    }
}
