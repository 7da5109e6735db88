using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Rules;

internal sealed class PersistentVolumeRules : IKindRules
{
    public (string Group, string Plural) Resource => ("", "persistentvolumes");

    public void PrepareCreate(JsonObject item, RuleContext context)
    {
        if (item["spec"] is JsonObject spec)
        {
            PodDefaults.Default(spec, "persistentVolumeReclaimPolicy", "Retain");
            PodDefaults.Default(spec, "volumeMode", "Filesystem");
        }

        item["status"] = new JsonObject { ["phase"] = "Pending" };
    }
}
