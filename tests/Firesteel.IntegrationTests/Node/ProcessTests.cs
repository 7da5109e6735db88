using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.Node;

public sealed class ProcessTests
{
    [Fact]
    public async Task A_node_that_is_killed_leaves_no_process_and_no_mount()
    {
        await using var server = await StartServerAsync();
        using var client = server.CreateAdminClient();
        var kube = new KubeClient(client, TimeProvider.System, NullLogger.Instance);
        await using var node = await NodeProcess.StartAsync(server.Kubeconfig, ordinaryUser: false);
        var marker = Guid.NewGuid().ToString();
        await kube.CreateAsync(ResourceTypes.Pods, Pod("long", "sh", "-c", $"sh -c 'sleep 1000; echo {marker}' & sleep 1000; echo {marker}"));
        await PlatformFixture.UntilAsync(() => Task.FromResult(Processes(marker)), found => found.Count >= 2);

        node.Process.Kill();
        await node.Process.WaitForExitAsync();
        await PlatformFixture.UntilAsync(() => Task.FromResult(Processes(marker)), found => found.Count == 0);
        (await File.ReadAllTextAsync("/proc/self/mountinfo")).ShouldNotContain(node.Folder);

        // The next start knows that the container is gone.
        await using var next = await NodeProcess.StartAsync(node.Folder, server.Kubeconfig, ordinaryUser: false);
        var pod = await PlatformFixture.UntilAsync(() => kube.FindAsync(ResourceTypes.Pods, new("default", "long")), found => found?.Status?["phase"]?.GetValue<string>() == "Failed");
        NodeFixture.Terminated(pod!)["reason"]!.GetValue<string>().ShouldBe("ContainerStatusUnknown");
        NodeFixture.Terminated(pod!)["exitCode"]!.GetValue<int>().ShouldBe(137);
    }

    [Fact]
    public async Task An_ordinary_user_runs_pods_that_see_and_spare_the_host()
    {
        await using var server = await StartServerAsync();
        using var client = server.CreateAdminClient();
        var kube = new KubeClient(client, TimeProvider.System, NullLogger.Instance);
        await using var node = await NodeProcess.StartAsync(server.Kubeconfig, ordinaryUser: true);
        await kube.CreateAsync(ResourceTypes.Pods, Pod("plain", "sh", "-c",
            "cat /proc/sys/kernel/hostname; id -u; touch /own /etc/own /usr/not 2>&1; ls /own /etc/own; cat /var/run/secrets/kubernetes.io/serviceaccount/namespace; echo; wc -l </proc/net/dev >/dev/null; echo said"));
        var pod = await PlatformFixture.UntilAsync(() => kube.FindAsync(ResourceTypes.Pods, new("default", "plain")),
            found => found?.Status?["phase"]?.GetValue<string>() is "Succeeded" or "Failed", found => found?.Json.ToJsonString() ?? "");
        var output = new MemoryStream();
        var logs = new NodePodLogs(Path.Combine(node.Folder, "state"), new ContainerLogs(new LogOptions(), TimeProvider.System), TimeProvider.System);
        (await logs.CopyAsync(pod!.Key, pod.Uid, new LogQuery(), output, CancellationToken.None)).ShouldBeTrue();
        System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n').ShouldBe(
            ["plain", "0", "touch: cannot touch '/usr/not': Read-only file system", "/etc/own", "/own", "default", "said", ""]);
        File.Exists("/etc/own").ShouldBeFalse();
    }

    private static Task<EmbeddedApiServer> StartServerAsync() =>
        EmbeddedApiServer.StartAsync(new ApiServerOptions(), podLogs: null, NullLoggerFactory.Instance, TimeProvider.System);

    private static KubeObject Pod(string name, params string[] command)
    {
        var pod = KubeObject.Of(ResourceTypes.Pods, "default", name);
        pod.Json["spec"] = new JsonObject
        {
            ["restartPolicy"] = "Never",
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "busybox", ["command"] = new JsonArray([.. command.Select(word => (JsonNode)word)]) }),
        };
        return pod;
    }

    /// <summary>Processes of this machine whose command line holds the text, this one's own threads aside.</summary>
    private static List<string> Processes(string text)
    {
        var found = new List<string>();
        foreach (var directory in Directory.GetDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(directory), out _) && File.ReadAllText(Path.Combine(directory, "cmdline")) is var line && line.Contains(text, StringComparison.Ordinal))
                    found.Add(line.Replace('\0', ' '));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while it was being looked at.
            }
        }

        return found;
    }
}
