using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules.Workloads;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

internal sealed class StatefulSetRules : IKindRules
{
    private static readonly string[] Changeable = ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    public (string Group, string Plural) Resource => ("apps", "statefulsets");

    public void Default(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        PodDefaults.Default(spec, "replicas", 1);
        PodDefaults.Default(spec, "revisionHistoryLimit", 10);
        PodDefaults.Default(spec, "podManagementPolicy", "OrderedReady");
        if (spec["updateStrategy"] is not JsonObject strategy)
            spec["updateStrategy"] = strategy = [];
        PodDefaults.Default(strategy, "type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate" && strategy["rollingUpdate"] is null)
            strategy["rollingUpdate"] = new JsonObject { ["partition"] = 0 };
        if (spec["persistentVolumeClaimRetentionPolicy"] is not JsonObject retention)
            spec["persistentVolumeClaimRetentionPolicy"] = retention = [];
        PodDefaults.Default(retention, "whenDeleted", "Retain");
        PodDefaults.Default(retention, "whenScaled", "Retain");
        if (spec["template"]?["spec"] is JsonObject pod)
            PodDefaults.Apply(pod);
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        // Volumes of its claims are not in the template, so that the pod is looked at when it is made; that the selector stays is said with the other fields.
        foreach (var cause in TemplateValidation.Fit(item, "statefulset"))
            yield return cause;
        var spec = item["spec"] as JsonObject ?? [];
        if (spec.Text("podManagementPolicy") is not ("OrderedReady" or "Parallel") and var policy)
            yield return Cause.Invalid("spec.podManagementPolicy", policy, "must be 'OrderedReady' or 'Parallel'");
        if (old?["spec"] is JsonObject before && !JsonNode.DeepEquals(Fixed(spec), Fixed(before)))
            yield return Cause.Forbidden("spec", "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }

    private static JsonObject Fixed(JsonObject spec)
    {
        var copy = (JsonObject)spec.DeepClone();
        foreach (var field in Changeable)
            copy.Remove(field);
        return copy;
    }
}
