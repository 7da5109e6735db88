using System.Diagnostics;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer;
using Firesteel.Embedded.Controllers;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.Runtimes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging.Abstractions;

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
        var driver = await SubmitAsync(platform.Server, platform.Client, spark, "--class", "org.apache.spark.examples.SparkPi", $"local:///opt/spark/examples/jars/{jar}", "20");
        (await platform.LogAsync(driver)).ShouldContain("Pi is roughly 3.1");
        driver.Status!["phase"]!.GetValue<string>().ShouldBe("Succeeded");
    }

    [Theory, InlineData("3.5.7"), InlineData("4.1.0")]
    public async Task Spark_submits_and_runs_pi_in_python(string version)
    {
        var spark = InstalledSpark.Of(version);
        await using var platform = await PlatformFixture.StartAsync([spark]);
        var driver = await SubmitAsync(platform.Server, platform.Client, spark, "local:///opt/spark/examples/src/main/python/pi.py", "20");
        (await platform.LogAsync(driver)).ShouldContain("Pi is roughly 3.1");
    }

    [Fact]
    public async Task An_ordinary_user_runs_spark_too()
    {
        await using var server = await EmbeddedApiServer.StartAsync(new ApiServerOptions(), podLogs: null, NullLoggerFactory.Instance, TimeProvider.System);
        using var http = server.CreateAdminClient();
        var client = new KubeClient(http, TimeProvider.System, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var controllers = new ControllerHost(client, new ControllerOptions(server.AuthorityPem!), TimeProvider.System, NullLogger.Instance).RunAsync(stop.Token);

        // The cache of whoever runs the tests need not be readable for others.
        var folder = Directory.CreateTempSubdirectory("firesteel-process-").FullName;
        var spark = InstalledSpark.Of("3.5.7");
        using (var copy = Process.Start("cp", ["-a", spark.Home, Path.Combine(folder, "spark")]))
            await copy.WaitForExitAsync();
        await using var node = await NodeProcess.StartAsync(folder, server.Kubeconfig, ordinaryUser: true, "--spark", $"3.5.7={folder}/spark", "--java-home", spark.JavaHome);
        var driver = await SubmitAsync(server, client, spark, "--class", "org.apache.spark.examples.SparkPi", "local:///opt/spark/examples/jars/spark-examples_2.12-3.5.7.jar", "10");
        var output = new MemoryStream();
        var logs = new NodePodLogs(Path.Combine(folder, "state"), new ContainerLogs(new LogOptions(), TimeProvider.System), TimeProvider.System);
        (await logs.CopyAsync(driver.Key, driver.Uid, new LogQuery(), output, CancellationToken.None)).ShouldBeTrue();
        System.Text.Encoding.UTF8.GetString(output.ToArray()).ShouldContain("Pi is roughly 3.1");
        await stop.CancelAsync();
        await controllers;
    }

    /// <summary>As Spark's documentation has it: an account for drivers, bound to <c>edit</c>.</summary>
    private static async Task AllowAsync(KubeClient client)
    {
        await client.CreateAsync(ResourceTypes.ServiceAccounts, KubeObject.Of(ResourceTypes.ServiceAccounts, "default", "spark"));
        var bindings = new ResourceType("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", Namespaced: false);
        var binding = KubeObject.Of(bindings, "", "spark-role");
        binding.Json["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = "edit" };
        binding.Json["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "spark", ["namespace"] = "default" });
        await client.CreateAsync(bindings, binding);
    }

    private static async Task<KubeObject> SubmitAsync(EmbeddedApiServer server, KubeClient client, SparkRuntime spark, params string[] application)
    {
        await AllowAsync(client);
        var ca = Path.GetTempFileName();
        await File.WriteAllTextAsync(ca, server.AuthorityPem);
        var submit = new ProcessStartInfo(Path.Combine(spark.Home, "bin", "spark-submit"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["JAVA_HOME"] = spark.JavaHome, ["SPARK_HOME"] = spark.Home },
        };
        foreach (var argument in (string[])["--master", $"k8s://{server.Address.GetLeftPart(UriPartial.Authority)}", "--deploy-mode", "cluster", "--name", "pi",
            "--conf", $"spark.kubernetes.authenticate.submission.caCertFile={ca}",
            "--conf", $"spark.kubernetes.authenticate.submission.oauthToken={server.AdminToken}",
            "--conf", $"spark.kubernetes.driver.master={server.Address.GetLeftPart(UriPartial.Authority)}",
            "--conf", "spark.kubernetes.driver.pod.name=pi-driver",
            "--conf", "spark.kubernetes.authenticate.driver.serviceAccountName=spark",
            "--conf", $"spark.kubernetes.container.image=apache/spark:{spark.Version}",
            "--conf", "spark.executor.memory=512m", "--conf", "spark.executor.instances=2", .. application])
            submit.ArgumentList.Add(argument);
        using var process = Process.Start(submit)!;
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var driver = await PlatformFixture.UntilAsync(() => client.FindAsync(ResourceTypes.Pods, new("default", "pi-driver")),
            pod => pod?.Status?["phase"]?.GetValue<string>() is "Succeeded" or "Failed" || (process.HasExited && process.ExitCode != 0),
            pod => pod?.Json.ToJsonString() ?? "no driver pod");
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await said);
        return driver!;
    }
}
