using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.Rules;

internal sealed class DeploymentRules : IKindRules
{
    public (string Group, string Plural) Resource => ("apps", "deployments");

    public void PrepareCreate(JsonObject item, RuleContext context) => Defaults(item);

    public void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context) => Defaults(item);

    private static void Defaults(JsonObject item)
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
}
