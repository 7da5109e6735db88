using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.IntegrationTests.Node;

public sealed class PodLifeTests
{
    [Fact]
    public async Task A_container_that_fails_again_and_again_backs_off()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.CreateAsync("""{"metadata":{"name":"loop"},"spec":{"containers":[{"name":"main","image":"busybox","command":["sh","-c","echo once >/dev/termination-log; exit 3"]}]}}""");
        var pod = await node.UntilAsync("loop", found => found.Status?["containerStatuses"]?[0]?["state"]?["waiting"]?["reason"]?.GetValue<string>() == "CrashLoopBackOff");
        var status = pod.Status!["containerStatuses"]![0]!;
        status["restartCount"]!.GetValue<int>().ShouldBe(1);
        status["lastState"]!["terminated"]!["exitCode"]!.GetValue<int>().ShouldBe(3);
        status["lastState"]!["terminated"]!["message"]!.GetValue<string>().ShouldBe("once\n");
        pod.Status["phase"]!.GetValue<string>().ShouldBe("Running");
        (await node.LogAsync(pod, new LogQuery(Previous: true))).ShouldBe("");
    }

    [Fact]
    public async Task A_container_over_its_memory_limit_is_killed_and_says_so()
    {
        await using var node = await NodeFixture.StartAsync();
        // The inner shell keeps it in a variable: memory of a child of the container's first process.
        await node.CreateAsync("""
            {"metadata":{"name":"greedy"},"spec":{"restartPolicy":"Never","containers":[
             {"name":"main","image":"busybox","command":["sh","-c","sh -c 'x=$(head -c 120000000 /dev/zero | tr \\\\0 x); sleep 1000'; true"],"resources":{"limits":{"memory":"64Mi"}}},
             {"name":"modest","image":"busybox","command":["sh","-c","until [ -f /tmp/go ]; do sleep 0.05; done"],"resources":{"limits":{"memory":"64Mi"}}}]}}
            """);
        var pod = await node.UntilAsync("greedy", found => found.Status?["containerStatuses"]?[0]?["state"]?["terminated"] is not null);
        var ended = pod.Status!["containerStatuses"]![0]!["state"]!["terminated"]!;
        ended["reason"]!.GetValue<string>().ShouldBe("OOMKilled");
        ended["exitCode"]!.GetValue<int>().ShouldBe(137);
        pod.Status["containerStatuses"]![1]!["state"]!["running"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Probes_are_asked_inside_the_container()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.CreateAsync("""
            {"metadata":{"name":"probed"},"spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"main","image":"busybox",
             "command":["sh","-c","until [ -f /tmp/go ]; do sleep 0.05; done; touch /tmp/ready; sleep 1000"],
             "startupProbe":{"exec":{"command":["touch","/tmp/go"]},"periodSeconds":1},
             "readinessProbe":{"exec":{"command":["test","-f","/tmp/ready"]},"periodSeconds":1},
             "livenessProbe":{"exec":{"command":["test","!","-f","/tmp/sick"]},"periodSeconds":1,"failureThreshold":1}}]}}
            """);
        await node.UntilAsync("probed", pod => pod.Status?["containerStatuses"]?[0] is { } status && status["started"]!.GetValue<bool>() && status["ready"]!.GetValue<bool>());
        File.Exists("/tmp/ready").ShouldBeFalse();
    }

    [Fact]
    public async Task A_container_that_fails_its_liveness_probe_starts_again()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.CreateAsync("""
            {"metadata":{"name":"sick"},"spec":{"terminationGracePeriodSeconds":0,"containers":[{"name":"main","image":"busybox","command":["sleep","1000"],
             "livenessProbe":{"exec":{"command":["false"]},"periodSeconds":1,"failureThreshold":1,"initialDelaySeconds":1}}]}}
            """);
        var pod = await node.UntilAsync("sick", found => found.Status?["containerStatuses"]?[0]?["restartCount"]?.GetValue<int>() == 1);
        pod.Status!["containerStatuses"]![0]!["lastState"]!["terminated"]!["exitCode"]!.GetValue<int>().ShouldBe(137);
    }

    [Fact]
    public async Task A_preStop_hook_runs_before_the_end()
    {
        await using var node = await NodeFixture.StartAsync();
        await node.CreateAsync("""
            {"metadata":{"name":"hooked"},"spec":{"terminationGracePeriodSeconds":20,"containers":[{"name":"main","image":"busybox",
             "command":["sh","-c","echo up; until [ -f /tmp/bye ]; do sleep 0.05; done; echo said bye; exit 0"],"lifecycle":{"preStop":{"exec":{"command":["touch","/tmp/bye"]}}}}]}}
            """);
        var pod = await node.UntilPhaseAsync("hooked", "Running");
        var following = node.LogAsync(pod, new LogQuery(Follow: true));
        await node.Api.DeleteAsync(ResourceTypes.Pods, pod.Key);
        (await following).ShouldBe("up\nsaid bye\n");
        await node.UntilGoneAsync("hooked");
    }

    [Fact]
    public async Task A_container_that_somebody_kills_has_137_and_nothing_strange_in_its_log()
    {
        await using var node = await NodeFixture.StartAsync();
        var seconds = Random.Shared.Next(100_000, 900_000).ToString();
        await node.RunAsync("victim", "busybox", "sleep", seconds);
        int first;
        while ((first = FindProcess($"sleep\0{seconds}\0")) == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        using (var kill = System.Diagnostics.Process.Start("kill", ["-9", first.ToString()]))
            await kill.WaitForExitAsync();
        var pod = await node.UntilPhaseAsync("victim", "Failed");
        NodeFixture.Terminated(pod)["exitCode"]!.GetValue<int>().ShouldBe(137);
        (await node.LogAsync(pod)).ShouldBe("");
    }

    private static int FindProcess(string commandLine)
    {
        foreach (var directory in Directory.GetDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(directory), out var pid) && File.ReadAllText(Path.Combine(directory, "cmdline")) == commandLine)
                    return pid;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while it was being looked at.
            }
        }

        return 0;
    }

    [Fact]
    public async Task A_simulated_pod_plays_its_phases_and_says_so()
    {
        await using var node = await NodeFixture.StartAsync(simulate: true);
        (await node.Api.FindAsync(ResourceTypes.Nodes, new("", "firesteel")))!.Label("firesteel.io/simulated").ShouldBe("true");
        await node.RunAsync("play", "busybox", "sh", "-c", "exit 9");
        var pod = await node.UntilPhaseAsync("play", "Succeeded");
        (await node.LogAsync(pod)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("[simulated"));
    }
}
