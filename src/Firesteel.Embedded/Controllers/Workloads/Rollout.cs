using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>What a deployment does next with its replica sets. Pure.</summary>
/// <param name="Sizes">Replica sets (by name) and how many pods they are to have now; only those that change.</param>
internal sealed record Rollout(ImmutableDictionary<string, long> Sizes)
{
    private static readonly Rollout Nothing = new(ImmutableDictionary<string, long>.Empty);

    /// <param name="current">The replica set of the deployment's template.</param>
    /// <param name="old">All others.</param>
    public static Rollout Next(KubeObject deployment, KubeObject current, IReadOnlyCollection<KubeObject> old)
    {
        var wanted = deployment.Spec.Whole("replicas") ?? 1;
        if (deployment.Spec.Flag("paused"))
            return Nothing;
        return deployment.Spec.Object("strategy").Text("type") == "Recreate" ? Recreate(wanted, current, old) : Rolling(deployment, wanted, current, old);
    }

    private static Rollout Recreate(long wanted, KubeObject current, IReadOnlyCollection<KubeObject> old)
    {
        var sizes = old.Where(set => Size(set) > 0).ToImmutableDictionary(set => set.Name, _ => 0L);
        if (sizes.IsEmpty && old.All(set => (set.Status.Whole("replicas") ?? 0) == 0) && Size(current) != wanted)
            sizes = sizes.Add(current.Name, wanted);
        return new(sizes);
    }

    /// <summary>Never more than wanted + maxSurge pods, never fewer than wanted − maxUnavailable that are available.</summary>
    private static Rollout Rolling(KubeObject deployment, long wanted, KubeObject current, IReadOnlyCollection<KubeObject> old)
    {
        var (surge, unavailable) = Limits(deployment, wanted);
        var sizes = ImmutableDictionary.CreateBuilder<string, long>();
        var all = old.Sum(Size) + Size(current);
        var size = Size(current) > wanted ? wanted : Size(current) + Math.Max(0, Math.Min(wanted - Size(current), wanted + surge - all));
        if (size != Size(current))
            sizes[current.Name] = size;

        // Pods that are not available may go at once, the others as new ones become available.
        var spare = all - (wanted - unavailable) - (Size(current) - Available(current));
        foreach (var set in old.Where(set => Size(set) > 0).OrderBy(set => set.Metadata.Text("creationTimestamp"), StringComparer.Ordinal).ThenBy(set => set.Name, StringComparer.Ordinal))
        {
            var unhealthy = Math.Min(Size(set) - Math.Min(Size(set), Available(set)), Math.Max(0, spare));
            spare -= unhealthy;
            var availableNow = old.Sum(Available) + Available(current);
            var healthy = Math.Max(0, Math.Min(Size(set) - unhealthy, Math.Min(spare, availableNow - (wanted - unavailable))));
            spare -= healthy;
            if (unhealthy + healthy > 0)
                sizes[set.Name] = Size(set) - unhealthy - healthy;
            if (healthy > 0)
                break;
        }

        return new(sizes.ToImmutable());
    }

    private static (long Surge, long Unavailable) Limits(KubeObject deployment, long wanted)
    {
        var rolling = deployment.Spec.Object("strategy").Object("rollingUpdate");
        var surge = Amount(rolling, "maxSurge", wanted, up: true);
        var unavailable = Amount(rolling, "maxUnavailable", wanted, up: false);
        // Both zero would never move.
        return surge == 0 && unavailable == 0 ? (0, 1) : (surge, unavailable);
    }

    internal static long Amount(JsonObject? rolling, string name, long wanted, bool up)
    {
        if (rolling.Whole(name) is { } number)
            return number;
        var percent = rolling.Text(name) is { } text && long.TryParse(text.TrimEnd('%'), out var given) ? given : 25;
        return up ? (wanted * percent + 99) / 100 : wanted * percent / 100;
    }

    private static long Size(KubeObject set) => set.Spec.Whole("replicas") ?? 1;

    private static long Available(KubeObject set) => set.Status.Whole("availableReplicas") ?? 0;
}
