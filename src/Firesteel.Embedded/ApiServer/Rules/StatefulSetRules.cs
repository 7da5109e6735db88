using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.Rules;

internal sealed class StatefulSetRules : IKindRules
{
    public (string Group, string Plural) Resource => ("apps", "statefulsets");

    public void PrepareCreate(JsonObject item, RuleContext context) => Defaults(item);

    public void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context) => Defaults(item);

    private static void Defaults(JsonObject item)
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
        if (spec["template"]?["spec"] is JsonObject pod)
            PodDefaults.Apply(pod);
    }
}
