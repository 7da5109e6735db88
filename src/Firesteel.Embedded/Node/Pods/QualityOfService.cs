using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.Scheduling;

namespace Firesteel.Embedded.Node.Pods;

internal static class QualityOfService
{
    private static readonly string[] Resources = ["cpu", "memory"];

    public static string Of(PodShape shape)
    {
        var all = shape.All.Select(container => container.Object("resources")).ToList();
        if (all.All(resources => Resources.All(name => Amount(resources, "requests", name) is null && Amount(resources, "limits", name) is null)))
            return "BestEffort";
        return all.All(resources => Resources.All(name => Amount(resources, "limits", name) is { } limit && (Amount(resources, "requests", name) ?? limit) == limit))
            ? "Guaranteed" : "Burstable";
    }

    private static decimal? Amount(JsonObject? resources, string list, string name) => ResourceAmount.Of(resources.Object(list), name) is { } amount and not 0 ? amount : null;
}
