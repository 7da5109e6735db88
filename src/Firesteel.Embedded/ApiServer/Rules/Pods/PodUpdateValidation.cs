using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary>What of a pod's spec may change once it exists: images, the deadline, more tolerations, gates that open.</summary>
internal static class PodUpdateValidation
{
    private const string Allowed =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    public static IEnumerable<Cause> Check(JsonObject spec, JsonObject old)
    {
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            if (((spec[list] as JsonArray)?.Count ?? 0) != ((old[list] as JsonArray)?.Count ?? 0))
                return [Cause.Forbidden($"spec.{list}", "pod updates may not add or remove containers")];
        }

        var causes = new List<Cause>();
        var kept = (JsonObject)spec.DeepClone();
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var (container, before) in Pairs(kept, old, list))
                container.CopyFrom(before, "image");
        }

        var deadline = spec.Number("activeDeadlineSeconds");
        if (old.Number("activeDeadlineSeconds") is { } limit && (deadline is null || deadline > limit))
            causes.Add(Cause.Invalid("spec.activeDeadlineSeconds", deadline, deadline is null ? "must not update from a positive integer to nil value" : $"must be less than or equal to previous value"));
        var tolerations = Values(spec, "tolerations").Select(WithoutSeconds).ToList();
        if (Values(old, "tolerations").Select(WithoutSeconds).Any(before => !tolerations.Any(now => JsonEquality.Same(now, before))))
            causes.Add(Cause.Forbidden("spec.tolerations", "existing toleration can not be modified except its tolerationSeconds"));
        if (old.Number("terminationGracePeriodSeconds") < 0 && spec.Number("terminationGracePeriodSeconds") == 1)
            kept.CopyFrom(old, "terminationGracePeriodSeconds");
        foreach (var free in (ReadOnlySpan<string>)["activeDeadlineSeconds", "tolerations", "schedulingGates"])
            kept.CopyFrom(old, free);
        if (old["schedulingGates"] is JsonArray { Count: > 0 })
        {
            // A pod that waits may still be directed to other nodes.
            kept.CopyFrom(old, "nodeSelector");
            kept.CopyFrom(old, "affinity");
        }

        if (Values(spec, "schedulingGates").Any(gate => !Values(old, "schedulingGates").Any(before => JsonEquality.Same(before, gate))))
            causes.Add(Cause.Forbidden("spec.schedulingGates", "only deletion is allowed"));
        if (!JsonEquality.Same(kept, old))
            causes.Add(Cause.Forbidden("spec", Allowed));
        return causes;
    }

    private static IEnumerable<JsonNode?> Values(JsonObject parent, string name) => parent[name] as JsonArray ?? [];

    private static IEnumerable<(JsonObject Now, JsonObject Before)> Pairs(JsonObject spec, JsonObject old, string list) =>
        Values(spec, list).OfType<JsonObject>().Zip(Values(old, list).OfType<JsonObject>());

    private static JsonNode? WithoutSeconds(JsonNode? toleration)
    {
        var copy = toleration?.DeepClone();
        (copy as JsonObject)?.Remove("tolerationSeconds");
        return copy;
    }
}
