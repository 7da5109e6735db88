using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Pods;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Embedded.Node.Pods;

public sealed class PodDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Volumes_come_before_containers() =>
        Decide(Pod("Never", "a"), ready: false).Actions.ShouldHaveSingleItem().ShouldBeOfType<PodAction.SetUpVolumes>();

    [Fact]
    public void All_main_containers_start_at_once() =>
        Decide(Pod("Never", "a", "b")).Actions.Select(Text).ShouldBe(["start a", "start b"]);

    [Fact]
    public void Init_containers_run_one_after_the_other_and_a_sidecar_goes_on()
    {
        var pod = Pod("Never", "main");
        pod.Spec!["initContainers"] = JsonNode.Parse("""[{"name":"first"},{"name":"side","restartPolicy":"Always"},{"name":"second"}]""");
        Decide(pod).Actions.Select(Text).ShouldBe(["start first"]);
        Decide(pod, Ended("first", 0)).Actions.Select(Text).ShouldBe(["start side"]);
        Decide(pod, Ended("first", 0), Running("side")).Actions.Select(Text).ShouldBe(["start second"]);
        Decide(pod, Ended("first", 0), Running("side"), Ended("second", 0)).Actions.Select(Text).ShouldBe(["start main"]);
        var over = Decide(pod, Ended("first", 0), Running("side"), Ended("second", 0), Ended("main", 0));
        over.Actions.Select(Text).ShouldBe(["stop side"]);
        Phase(over).ShouldBe("Running");
        var last = Decide(pod, Ended("first", 0), Ended("side", 143), Ended("second", 0), Ended("main", 0));
        last.Actions.Select(Text).ShouldBe(["release"]);
        Phase(last).ShouldBe("Succeeded");
    }

    [Fact]
    public void A_failed_init_container_fails_the_pod_or_is_run_again()
    {
        var pod = Pod("Never", "main");
        pod.Spec!["initContainers"] = JsonNode.Parse("""[{"name":"first"}]""");
        Phase(Decide(pod, Ended("first", 1))).ShouldBe("Failed");
        pod.Spec["restartPolicy"] = "OnFailure";
        var again = Decide(pod, Ended("first", 1));
        Phase(again).ShouldBe("Pending");
        again.Actions.Select(Text).ShouldBe(["start first"]);
    }

    [Theory]
    [InlineData("Never", 0, "Succeeded", false)]
    [InlineData("Never", 1, "Failed", false)]
    [InlineData("OnFailure", 0, "Succeeded", false)]
    [InlineData("OnFailure", 1, "Running", true)]
    [InlineData("Always", 0, "Running", true)]
    public void What_an_end_means_depends_on_the_restart_policy(string policy, int code, string phase, bool starts)
    {
        var decision = Decide(Pod(policy, "a"), Ended("a", code));
        Phase(decision).ShouldBe(phase);
        decision.Actions.Any(action => action is PodAction.StartContainer).ShouldBe(starts);
    }

    [Fact]
    public void A_back_off_is_waited_for()
    {
        var container = new ObservedContainer("a") { WaitingReason = "CrashLoopBackOff", NotBefore = Now.AddSeconds(10), LastEnd = End(1), RestartCount = 1 };
        var decision = Decide(Pod("Always", "a"), container);
        decision.Actions.ShouldBeEmpty();
        decision.WakeAt.ShouldBe(Now.AddSeconds(10));
        Phase(decision).ShouldBe("Running");
        decision.Status["containerStatuses"]![0]!["state"]!["waiting"]!["reason"]!.GetValue<string>().ShouldBe("CrashLoopBackOff");
        decision.Status["containerStatuses"]![0]!["lastState"]!["terminated"]!["exitCode"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void A_deletion_stops_what_runs_once_and_then_removes_the_pod()
    {
        var pod = Pod("Always", "a");
        pod.Metadata!["deletionTimestamp"] = "2026-11-21T16:00:30Z";
        pod.Metadata["deletionGracePeriodSeconds"] = 7;
        Decide(pod, Running("a")).Actions.ShouldHaveSingleItem().ShouldBe(new PodAction.StopContainer("a", TimeSpan.FromSeconds(7), "Stopping container a"));
        Decide(pod, Running("a") with { IsStopping = true }).Actions.ShouldBeEmpty();
        Decide(pod, Ended("a", 143)).Actions.Select(Text).ShouldBe(["remove"]);
    }

    [Fact]
    public void A_pod_past_its_deadline_fails_with_the_reason()
    {
        var pod = Pod("Always", "a");
        pod.Spec!["activeDeadlineSeconds"] = 60;
        Decide(pod, Running("a")).WakeAt.ShouldBe(Now.AddSeconds(50));
        var late = PodDecider.Decide(Seen(pod, true, Running("a")) with { Now = Now.AddSeconds(50) });
        Phase(late).ShouldBe("Failed");
        late.Status["reason"]!.GetValue<string>().ShouldBe("DeadlineExceeded");
        late.Actions.Select(Text).ShouldBe(["stop a"]);
    }

    [Fact]
    public void A_condition_keeps_its_time_until_it_turns()
    {
        var pod = Pod("Always", "a");
        pod.Json["status"] = Decide(pod, Running("a")).Status.DeepClone();
        var later = PodDecider.Decide(Seen(pod, true, Running("a")) with { Now = Now.AddHours(1) });
        JsonNode.DeepEquals(later.Status, pod.Status).ShouldBeTrue();
        var unready = PodDecider.Decide(Seen(pod, true, Running("a") with { IsReady = false }) with { Now = Now.AddHours(1) });
        var ready = unready.Status["conditions"]!.AsArray().Single(condition => condition!["type"]!.GetValue<string>() == "Ready")!;
        ready["status"]!.GetValue<string>().ShouldBe("False");
        ready["reason"]!.GetValue<string>().ShouldBe("ContainersNotReady");
        ready["lastTransitionTime"]!.GetValue<string>().ShouldBe("2026-11-21T17:00:00Z");
    }

    [Theory]
    [InlineData(0, 0, 1, 0)]
    [InlineData(1, 0, 1, 10)]
    [InlineData(2, 10, 1, 20)]
    [InlineData(9, 160, 1, 300)]
    [InlineData(9, 300, 601, 0)]
    public void Restarts_back_off_until_a_run_was_long(int restarts, int last, int ranSeconds, int pause) =>
        RestartBackoff.AfterEnd(new ObservedContainer("a") { RestartCount = restarts, Backoff = TimeSpan.FromSeconds(last) }, End(1) with { StartedAt = Now.AddSeconds(-ranSeconds) })
            .ShouldBe(TimeSpan.FromSeconds(pause));

    private static PodDecision Decide(KubeObject pod, params ObservedContainer[] containers) => PodDecider.Decide(Seen(pod, true, containers));

    private static PodDecision Decide(KubeObject pod, bool ready) => PodDecider.Decide(Seen(pod, ready));

    private static ObservedPod Seen(KubeObject pod, bool ready, params ObservedContainer[] containers) =>
        new(pod, Now, Now.AddSeconds(-10), "127.64.0.1", "127.0.0.1", ready, containers.ToImmutableDictionary(container => container.Name));

    private static KubeObject Pod(string restartPolicy, params string[] containers)
    {
        var pod = KubeObject.Of(ResourceTypes.Pods, "default", "p");
        pod.Json["spec"] = new JsonObject { ["restartPolicy"] = restartPolicy, ["containers"] = new JsonArray([.. containers.Select(name => (JsonNode)new JsonObject { ["name"] = name, ["image"] = "x" })]) };
        return pod;
    }

    private static ObservedContainer Running(string name) => new(name) { Phase = ContainerPhase.Running, StartedAt = Now.AddSeconds(-5), IsReady = true, IsStarted = true };

    private static ObservedContainer Ended(string name, int code) => new(name) { Phase = ContainerPhase.Terminated, StartedAt = Now.AddSeconds(-5), End = End(code) };

    private static ContainerEnd End(int code) => new(code, code == 0 ? "Completed" : "Error", null, Now.AddSeconds(-5), Now, "id");

    private static string Phase(PodDecision decision) => decision.Status["phase"]!.GetValue<string>();

    private static string Text(PodAction action) => action switch
    {
        PodAction.StartContainer start => $"start {start.Name}",
        PodAction.StopContainer stop => $"stop {stop.Name}",
        PodAction.Release => "release",
        PodAction.Remove => "remove",
        _ => "volumes",
    };
}
