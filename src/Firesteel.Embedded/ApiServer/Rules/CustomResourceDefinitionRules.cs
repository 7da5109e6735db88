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

    public void Default(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        // Go writes them even when they are false.
        foreach (var version in CustomResourceDefinitionFacts.Versions(item))
        {
            version["served"] ??= false;
            version["storage"] ??= false;
        }

        if (spec["conversion"]?["webhook"]?["clientConfig"]?["service"] is JsonObject service)
            service["port"] ??= 443;
        if (spec["conversion"] is null)
            spec["conversion"] = new JsonObject { ["strategy"] = "None" };
        if (spec["names"] is not JsonObject names)
            return;
        if (names.Text("singular").Length == 0 && names.Text("kind").Length > 0)
            names["singular"] = names.Text("kind").ToLowerInvariant();
        if (names.Text("listKind").Length == 0 && names.Text("kind").Length > 0)
            names["listKind"] = names.Text("kind") + "List";
    }

    public void PrepareCreate(JsonObject item, RuleContext context)
    {
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
        if (subresource.Length == 0)
            StoreVersion(item);
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        if (context.Subresource == "status")
            return DefinitionValidation.CheckStatus(item);
        foreach (var warning in FormatWarnings.Of(item, old))
            context.Warn(warning);
        return DefinitionValidation.Check(item, old);
    }

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

    /// <summary>The version that objects are stored in is remembered for good.</summary>
    private static void StoreVersion(JsonObject item)
    {
        var status = DefinitionStatus.Status(item);
        var stored = status.Texts("storedVersions");
        if (CustomResourceDefinitionFacts.Versions(item).FirstOrDefault(version => CustomResourceDefinitionFacts.Flag(version, "storage")) is { } storage
            && !stored.Contains(storage.Text("name")))
            stored.Add(storage.Text("name"));

        status["storedVersions"] = new JsonArray([.. stored.Select(name => (JsonNode)name)]);
    }
}
