using System.Diagnostics;
using System.Text.Json.Nodes;
using Firesteel.IntegrationTests.Node;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Yaml;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.Platform;

/// <summary>Real Spark Connect servers on the embedded platform, and Spark's own thin client.</summary>
public sealed class ConnectTests(RunningPlatform running) : IClassFixture<RunningPlatform>
{
    [Fact]
    public async Task Two_servers_beside_each_other_get_ready_and_each_answers_its_client()
    {
        string[] names = ["one", "two"];
        foreach (var name in names)
            await running.Platform.Client.CreateAsync(ResourceTypes.SparkConnects, Server(name));
        foreach (var name in names)
        {
            await UntilReadyAsync(name);
            // The pod itself, and the service's own address.
            var pod = (await running.Platform.Client.FindAsync(ResourceTypes.Pods, new("default", $"{name}-server")))!;
            (await AskAsync((string)pod.Status!["podIP"]!)).ShouldContain("sum=499500 max=999 spark=4.1.0");
            var service = (await running.Platform.Client.FindAsync(ResourceTypes.Services, new("default", $"{name}-server")))!;
            (await AskAsync((string)service.Spec!["clusterIP"]!)).ShouldContain("sum=499500 max=999 spark=4.1.0");
        }

        foreach (var name in names)
            await running.Platform.Client.DeleteAsync(ResourceTypes.SparkConnects, new("default", name));
    }

    private static KubeObject Server(string name)
    {
        var item = new KubeObject((JsonObject)YamlReader.Read(File.ReadAllText(Checkout.File("examples", "spark-connect.yaml")), "spark-connect.yaml").Documents[^1].Root.DeepClone());
        item.Metadata!["name"] = name;
        return item;
    }

    private Task<KubeObject?> UntilReadyAsync(string name) => PlatformFixture.UntilAsync(
        () => running.Platform.Client.FindAsync(ResourceTypes.SparkConnects, new("default", name)),
        connect => (string?)connect?.Status?["state"] == "Ready", connect => connect?.Status?.ToJsonString() ?? "no status");

    private static async Task<string> AskAsync(string address)
    {
        var spark = InstalledSpark.Of("4.1.0");
        var start = new ProcessStartInfo(Path.Combine(spark.JavaHome, "bin", "java"),
        [
            "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", $"{spark.Home}/examples/jars/connect-smoke.jar:{spark.Home}/jars/connect-repl/*:{spark.Home}/jars/*",
            "ConnectSmoke", $"sc://{address}:15002",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var client = Process.Start(start)!;
        var (said, trouble) = (client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
        await client.WaitForExitAsync();
        return $"{await said}{(client.ExitCode == 0 ? "" : await trouble)}";
    }
}
