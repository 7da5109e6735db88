using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Scheduling;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Embedded.Node.Scheduling;

public sealed class PlacementTests
{
    [Fact]
    public void The_node_with_the_most_room_is_taken() =>
        Placement.Choose(Pod("""{"containers":[{"name":"a","resources":{"requests":{"cpu":"1"}}}]}"""), [Node("small", "2"), Node("big", "8")], []).Node.ShouldBe("big");

    [Fact]
    public void What_runs_takes_room_what_has_ended_does_not()
    {
        var wanted = Pod("""{"containers":[{"name":"a","resources":{"requests":{"cpu":"1500m"}}}]}""");
        var present = Pod("""{"nodeName":"n","containers":[{"name":"a","resources":{"limits":{"cpu":"1"}}}]}""");
        Placement.Choose(wanted, [Node("n", "2")], [present]).Failure.ShouldBe(
            "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.");
        present.Json["status"] = new JsonObject { ["phase"] = "Succeeded" };
        Placement.Choose(wanted, [Node("n", "2")], [present]).Node.ShouldBe("n");
    }

    [Fact]
    public void An_init_container_counts_by_itself_a_sidecar_with_the_others()
    {
        var pod = Pod("""
            {"initContainers":[{"name":"i","resources":{"requests":{"cpu":"3"}}},{"name":"s","restartPolicy":"Always","resources":{"requests":{"cpu":"1"}}}],
             "containers":[{"name":"a","resources":{"requests":{"cpu":"1"}}}]}
            """);
        PodRequests.Of(pod)["cpu"].ShouldBe(4);
    }

    [Theory]
    [InlineData("""{"nodeSelector":{"disk":"ssd"}}""", true)]
    [InlineData("""{"nodeSelector":{"disk":"hdd"}}""", false)]
    [InlineData("""{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"disk","operator":"In","values":["hdd","ssd"]},{"key":"size","operator":"Gt","values":["5"]}]}]}}}}""", true)]
    [InlineData("""{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"disk","operator":"DoesNotExist"}]},{"matchFields":[{"key":"metadata.name","operator":"In","values":["other"]}]}]}}}}""", false)]
    [InlineData("""{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{}]}}}}""", false)]
    public void Selectors_and_affinity(string spec, bool fits)
    {
        var node = Node("n", "2");
        node.Metadata!["labels"] = new JsonObject { ["disk"] = "ssd", ["size"] = "10" };
        var (name, failure) = Placement.Choose(Pod(spec), [node], []);
        (name is not null).ShouldBe(fits);
        if (!fits)
            failure.ShouldBe("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.");
    }

    [Theory]
    [InlineData("""{}""", false)]
    [InlineData("""{"tolerations":[{"key":"gpu","operator":"Equal","value":"yes","effect":"NoSchedule"}]}""", true)]
    [InlineData("""{"tolerations":[{"key":"gpu","value":"no"}]}""", false)]
    [InlineData("""{"tolerations":[{"operator":"Exists"}]}""", true)]
    [InlineData("""{"tolerations":[{"key":"gpu","operator":"Exists","effect":"NoExecute"}]}""", false)]
    public void Taints_and_tolerations(string spec, bool fits)
    {
        var node = Node("n", "2");
        node.Json["spec"] = JsonNode.Parse("""{"taints":[{"key":"gpu","value":"yes","effect":"NoSchedule"},{"key":"soft","effect":"PreferNoSchedule"}]}""");
        (Placement.Choose(Pod(spec), [node], []).Node is not null).ShouldBe(fits);
    }

    [Fact]
    public void No_node_at_all_is_said() => Placement.Choose(Pod("{}"), [], []).Failure.ShouldBe("no nodes available to schedule pods");

    private static KubeObject Pod(string spec)
    {
        var pod = KubeObject.Of(ResourceTypes.Pods, "default", "p");
        pod.Json["spec"] = JsonNode.Parse(spec);
        return pod;
    }

    private static KubeObject Node(string name, string cpu)
    {
        var node = KubeObject.Of(ResourceTypes.Nodes, "", name);
        node.Json["status"] = new JsonObject { ["allocatable"] = new JsonObject { ["cpu"] = cpu, ["memory"] = "8Gi", ["pods"] = "10" } };
        return node;
    }
}
