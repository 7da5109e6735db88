using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Workloads;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Embedded.Controllers;

public sealed class DaemonSetPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_node_that_may_have_one_gets_a_pod()
    {
        var plan = Plan("{}", [Node("a"), Node("b", """{"taints":[{"key":"gpu","effect":"NoSchedule"}]}"""), Node("c", """{"unschedulable":true,"taints":[{"key":"node.kubernetes.io/unschedulable","effect":"NoSchedule"}]}""")], []);
        plan.Create.ShouldBe(["a", "c"]);
        plan.Status["desiredNumberScheduled"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public void A_pod_goes_that_failed_is_one_too_many_or_on_a_wrong_node()
    {
        var plan = Plan("{}", [Node("a"), Node("b")], [Pod("first", "a"), Pod("second", "a"), Pod("failed", "b", phase: "Failed"), Pod("lost", "gone")]);
        plan.Delete.Select(pod => pod.Name).ShouldBe(["lost", "second", "failed"]);
        plan.Create.ShouldBe(["b"]);
        plan.Status["numberMisscheduled"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":1}}""", 1)]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"100%"}}""", 3)]
    [InlineData("""{"type":"OnDelete"}""", 0)]
    public void Old_pods_make_way_a_few_at_a_time(string strategy, int deleted) =>
        Plan(strategy, [Node("a"), Node("b"), Node("c")], [Pod("p1", "a", "old"), Pod("p2", "b", "old"), Pod("p3", "c", "old")]).Delete.Length.ShouldBe(deleted);

    [Fact]
    public void A_pod_is_bound_to_its_node_by_name()
    {
        var set = Set("{}");
        var pod = DaemonSetPlan.PodFor(set, "a", "new");
        var plan = DaemonSetPlan.Of(set, [Node("a")], [pod], "new", Now);
        plan.Create.ShouldBeEmpty();
        plan.Delete.ShouldBeEmpty();
    }

    private static DaemonSetPlan Plan(string strategy, KubeObject[] nodes, KubeObject[] pods) => DaemonSetPlan.Of(Set(strategy), nodes, pods, "new", Now);

    private static KubeObject Set(string strategy)
    {
        var set = KubeObject.Of(ResourceTypes.DaemonSets, "default", "agent");
        set.Json["spec"] = new JsonObject { ["updateStrategy"] = JsonNode.Parse(strategy), ["template"] = JsonNode.Parse("""{"metadata":{"labels":{"app":"agent"}},"spec":{"containers":[{"name":"main","image":"x"}]}}""") };
        return set;
    }

    private static KubeObject Node(string name, string spec = "{}")
    {
        var node = KubeObject.Of(ResourceTypes.Nodes, "", name);
        node.Json["spec"] = JsonNode.Parse(spec);
        return node;
    }

    private static KubeObject Pod(string name, string node, string revision = "new", string phase = "Running")
    {
        var pod = KubeObject.Of(ResourceTypes.Pods, "default", name);
        pod.Metadata!["labels"] = new JsonObject { [DaemonSetPlan.RevisionLabel] = revision };
        pod.Metadata["creationTimestamp"] = name == "second" ? "2026-11-21T15:00:00Z" : "2026-11-21T14:00:00Z";
        pod.Json["spec"] = new JsonObject { ["nodeName"] = node };
        pod.Json["status"] = new JsonObject { ["phase"] = phase, ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True", ["lastTransitionTime"] = "2026-11-21T15:00:00Z" }) };
        return pod;
    }
}
