using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Rules;

internal sealed class PersistentVolumeClaimRules : IKindRules
{
    public (string Group, string Plural) Resource => ("", "persistentvolumeclaims");

    public void PrepareCreate(JsonObject item, RuleContext context)
    {
        if (item["spec"] is JsonObject spec)
            PodDefaults.Default(spec, "volumeMode", "Filesystem");
        item["status"] = new JsonObject { ["phase"] = "Pending" };
    }
}
