using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules.Workloads;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

internal sealed class DaemonSetRules : IKindRules
{
    public (string Group, string Plural) Resource => ("apps", "daemonsets");

    public void Default(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        PodDefaults.Default(spec, "revisionHistoryLimit", 10);
        if (spec["updateStrategy"] is not JsonObject strategy)
            spec["updateStrategy"] = strategy = [];
        PodDefaults.Default(strategy, "type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            if (strategy["rollingUpdate"] is not JsonObject rolling)
                strategy["rollingUpdate"] = rolling = [];
            PodDefaults.Default(rolling, "maxUnavailable", 1);
            PodDefaults.Default(rolling, "maxSurge", 0);
        }

        if (spec["template"]?["spec"] is JsonObject pod)
            PodDefaults.Apply(pod);
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context) => TemplateValidation.Check(item, old, "daemonset");
}
