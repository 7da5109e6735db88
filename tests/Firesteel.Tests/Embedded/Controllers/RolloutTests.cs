using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Workloads;
using Firesteel.Kube.Objects;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.Controllers;

public sealed class RolloutTests
{
    [Fact]
    public void A_new_set_surges_and_old_pods_follow()
    {
        Next(Deployment(4, "25%", "25%"), Set("new", 0, 0), Set("old", 4, 4)).ShouldBe(["new=1", "old=3"]);
        Next(Deployment(4, "25%", "25%"), Set("new", 4, 4), Set("old", 0, 0)).ShouldBeEmpty();
        Next(Deployment(1, "25%", "25%"), Set("new", 0, 0), Set("old", 1, 1)).ShouldBe(["new=1"]);
        Next(Deployment(1, "25%", "25%"), Set("new", 1, 0), Set("old", 1, 1)).ShouldBeEmpty();
        Next(Deployment(1, "25%", "25%"), Set("new", 1, 1), Set("old", 1, 1)).ShouldBe(["old=0"]);
    }

    [Fact]
    public void Old_pods_that_never_came_up_do_not_hold_the_new_ones_back() =>
        Next(Deployment(2, "0", "1"), Set("new", 0, 0), Set("old", 2, 0)).ShouldContain(change => change.StartsWith("old=", StringComparison.Ordinal));

    [Fact]
    public void Recreate_waits_for_the_old_to_be_gone()
    {
        var deployment = Deployment(2, "0", "0");
        deployment.Spec!["strategy"] = new JsonObject { ["type"] = "Recreate" };
        Next(deployment, Set("new", 0, 0), Set("old", 2, 2)).ShouldBe(["old=0"]);
        var leaving = Set("old", 0, 0);
        leaving.Status!["replicas"] = 1;
        Next(deployment, Set("new", 0, 0), leaving).ShouldBeEmpty();
        Next(deployment, Set("new", 0, 0), Set("old", 0, 0)).ShouldBe(["new=2"]);
    }

    /// <summary>Whatever the limits, a rollout comes to its end, never has too many pods and never takes too many available ones away.</summary>
    [Fact]
    public void Every_rollout_ends_within_its_limits() => Prop.ForAll(
        Gen.Choose(0, 7).ArrayOf(3).Where(numbers => numbers[1] + numbers[2] > 0).ToArbitrary(),
        numbers =>
        {
            var (wanted, surge, unavailable) = (numbers[0], numbers[1], numbers[2]);
            var deployment = Deployment(wanted, surge.ToString(), unavailable.ToString());
            var sizes = new Dictionary<string, long> { ["new"] = 0, ["old"] = wanted };
            for (var step = 0; step < 100; step++)
            {
                // All pods that there are have come up meanwhile.
                var changes = Rollout.Next(deployment, Set("new", sizes["new"], sizes["new"]), [Set("old", sizes["old"], sizes["old"])]).Sizes;
                if (changes.IsEmpty)
                    return sizes["new"] == wanted && sizes["old"] == 0;
                var stillThere = sizes.Sum(set => Math.Min(set.Value, changes.GetValueOrDefault(set.Key, set.Value)));
                foreach (var (name, size) in changes)
                    sizes[name] = size;
                if (sizes.Values.Sum() > wanted + surge || stillThere < Math.Max(0, wanted - unavailable))
                    return false;
            }

            return false;
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Next(KubeObject deployment, KubeObject current, params KubeObject[] old) =>
        Rollout.Next(deployment, current, old).Sizes.OrderBy(size => size.Key, StringComparer.Ordinal).Select(size => $"{size.Key}={size.Value}");

    private static KubeObject Deployment(long replicas, string surge, string unavailable)
    {
        var deployment = KubeObject.Of(ResourceTypes.Deployments, "default", "d");
        deployment.Json["spec"] = new JsonObject
        {
            ["replicas"] = replicas,
            ["strategy"] = new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["maxSurge"] = Amount(surge), ["maxUnavailable"] = Amount(unavailable) } },
        };
        return deployment;
    }

    private static JsonNode Amount(string text) => long.TryParse(text, out var number) ? number : text;

    private static KubeObject Set(string name, long size, long available)
    {
        var set = KubeObject.Of(ResourceTypes.ReplicaSets, "default", name);
        set.Json["spec"] = new JsonObject { ["replicas"] = size };
        set.Json["status"] = new JsonObject { ["replicas"] = size, ["availableReplicas"] = available };
        return set;
    }
}
