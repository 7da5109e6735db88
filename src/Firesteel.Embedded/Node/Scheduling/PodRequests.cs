using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Scheduling;

/// <summary>How much of each resource a pod asks for: its containers' sum, or its largest init container if that is more.</summary>
internal static class PodRequests
{
    public static Dictionary<string, decimal> Of(KubeObject pod)
    {
        var total = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var container in pod.Spec.Items("containers"))
        {
            foreach (var (name, amount) in Requests(container))
                total[name] = total.GetValueOrDefault(name) + amount;
        }

        foreach (var init in pod.Spec.Items("initContainers"))
        {
            var sidecar = init.Text("restartPolicy") == "Always";
            foreach (var (name, amount) in Requests(init))
                total[name] = sidecar ? total.GetValueOrDefault(name) + amount : Math.Max(total.GetValueOrDefault(name), amount);
        }

        foreach (var (name, _) in pod.Spec.Object("overhead") ?? [])
            total[name] = total.GetValueOrDefault(name) + (ResourceAmount.Of(pod.Spec.Object("overhead"), name) ?? 0);
        return total;
    }

    /// <summary>A limit without a request is a request too.</summary>
    private static IEnumerable<(string Name, decimal Amount)> Requests(JsonObject container)
    {
        var (requests, limits) = (container.Object("resources")?.Object("requests"), container.Object("resources")?.Object("limits"));
        foreach (var name in (requests ?? []).Select(pair => pair.Key).Union((limits ?? []).Select(pair => pair.Key)))
        {
            if ((ResourceAmount.Of(requests, name) ?? ResourceAmount.Of(limits, name)) is { } amount and > 0)
                yield return (name, amount);
        }
    }
}
