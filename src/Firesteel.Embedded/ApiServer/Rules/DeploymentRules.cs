using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules.Workloads;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

internal sealed class DeploymentRules : IKindRules
{
    public (string Group, string Plural) Resource => ("apps", "deployments");

    public void Default(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        PodDefaults.Default(spec, "replicas", 1);
        PodDefaults.Default(spec, "revisionHistoryLimit", 10);
        PodDefaults.Default(spec, "progressDeadlineSeconds", 600);
        if (spec["strategy"] is not JsonObject strategy)
            spec["strategy"] = strategy = [];
        PodDefaults.Default(strategy, "type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            if (strategy["rollingUpdate"] is not JsonObject rolling)
                strategy["rollingUpdate"] = rolling = [];
            PodDefaults.Default(rolling, "maxUnavailable", "25%");
            PodDefaults.Default(rolling, "maxSurge", "25%");
        }

        if (spec["template"]?["spec"] is JsonObject pod)
            PodDefaults.Apply(pod);
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        foreach (var cause in TemplateValidation.Check(item, old, "deployment"))
            yield return cause;
        var spec = item["spec"] as JsonObject ?? [];
        if (spec.Number("progressDeadlineSeconds") is { } deadline && deadline <= (spec.Number("minReadySeconds") ?? 0))
            yield return Cause.Invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds");
        if (spec["strategy"] is JsonObject strategy && strategy.Text("type") is not ("Recreate" or "RollingUpdate") and var type)
            yield return Cause.NotSupported("spec.strategy.type", type, ["Recreate", "RollingUpdate"]);
        else if (spec["strategy"] is JsonObject { } recreate && recreate.Text("type") == "Recreate" && recreate["rollingUpdate"] is not null)
            yield return Cause.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
    }
}
