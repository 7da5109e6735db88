using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>What OpenAPI v2, as kubectl understands it, has of a structural schema: no alternatives, no defaults, and nothing of what may be null or anything.</summary>
internal static class SwaggerSchema
{
    private static readonly string[] Unknown = ["default", "allOf", "anyOf", "oneOf", "not"];
    private static readonly string[] Shape = ["type", "items", "properties", "additionalProperties"];

    /// <param name="schema">Changed in place.</param>
    public static void Reduce(JsonObject schema)
    {
        foreach (var name in Unknown)
            schema.Remove(name);
        var nullable = (schema["properties"] as JsonObject ?? []).Where(pair => pair.Value is JsonObject member && StructuralSchema.Flag(member, "nullable")).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        if (nullable.Count > 0 && schema["required"] is JsonArray required)
        {
            schema["required"] = new JsonArray([.. required.Where(name => !nullable.Contains(name?.ToString() ?? "")).Select(name => name?.DeepClone())]);
            if (schema["required"] is JsonArray { Count: 0 })
                schema.Remove("required");
        }

        if (StructuralSchema.Flag(schema, "nullable") || StructuralSchema.Flag(schema, "x-kubernetes-preserve-unknown-fields"))
        {
            schema.Remove("nullable");
            foreach (var name in Shape)
                schema.Remove(name);
        }

        foreach (var (child, _) in StructuralRules.Children(schema, "", withJunctors: false).ToList())
            Reduce(child);
    }
}
