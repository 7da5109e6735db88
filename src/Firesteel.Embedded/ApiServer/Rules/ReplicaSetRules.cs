using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Rules.Workloads;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

internal sealed class ReplicaSetRules : IKindRules
{
    public (string Group, string Plural) Resource => ("apps", "replicasets");

    public void Default(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        PodDefaults.Default(spec, "replicas", 1);
        if (spec["template"]?["spec"] is JsonObject pod)
            PodDefaults.Apply(pod);
    }

    // A real server's words say deployment here as well.
    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context) => TemplateValidation.Check(item, old, "deployment");
}
