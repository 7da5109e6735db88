using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.CustomResources;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Definitions: defaults, generation, stored versions, and the finalizer that empties the kind first.</summary>
internal sealed class CustomResourceDefinitionRules : IKindRules
{
    public (string Group, string Plural) Resource => (CustomResourceDefinitionFacts.Group, CustomResourceDefinitionFacts.Plural);

    public bool AllowsUnconditionalUpdate => false;

    public void PrepareCreate(JsonObject item, RuleContext context)
    {
        Defaults(item);
        var status = new JsonObject
        {
            ["acceptedNames"] = new JsonObject { ["kind"] = "", ["plural"] = "" },
            ["conditions"] = null,
            ["storedVersions"] = new JsonArray(),
        };
        item["status"] = status;
        StoreVersion(item);
    }

    public void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context)
    {
        if (subresource.Length > 0)
            return;
        Defaults(item);
        StoreVersion(item);
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context) => DefinitionValidation.Check(item, old);

    public bool BeginDeletion(JsonObject item, RuleContext context)
    {
        var metadata = item.Metadata();
        var finalizers = metadata.Texts("finalizers");
        if (!metadata.ContainsKey("deletionTimestamp"))
        {
            metadata["deletionTimestamp"] = context.Timestamp;
            if (!finalizers.Contains(CustomResourceDefinitionFacts.Finalizer))
            {
                finalizers.Add(CustomResourceDefinitionFacts.Finalizer);
                metadata.SetTexts("finalizers", finalizers);
            }

            DefinitionStatus.Set(item, "Terminating", "True", "InstanceDeletionPending", "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon", context.Now);
        }

        return finalizers.Count > 0;
    }

    private static void Defaults(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        if (spec["conversion"] is null)
            spec["conversion"] = new JsonObject { ["strategy"] = "None" };
        if (spec["names"] is not JsonObject names)
            return;
        if (names.Text("singular").Length == 0 && names.Text("kind").Length > 0)
            names["singular"] = names.Text("kind").ToLowerInvariant();
        if (names.Text("listKind").Length == 0 && names.Text("kind").Length > 0)
            names["listKind"] = names.Text("kind") + "List";
    }

    /// <summary>The version that objects are stored in is remembered for good.</summary>
    private static void StoreVersion(JsonObject item)
    {
        var status = DefinitionStatus.Status(item);
        var stored = status.Texts("storedVersions");
        foreach (var version in CustomResourceDefinitionFacts.Versions(item).Where(version => CustomResourceDefinitionFacts.Flag(version, "storage")))
        {
            if (!stored.Contains(version.Text("name")))
                stored.Add(version.Text("name"));
        }

        status["storedVersions"] = new JsonArray([.. stored.Select(name => (JsonNode)name)]);
    }
}
