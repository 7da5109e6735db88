using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary><c>immutable: true</c> of secrets and config maps.</summary>
internal static class Immutability
{
    public static IEnumerable<Cause> Check(JsonObject item, JsonObject old, params string[] fields)
    {
        if (old["immutable"] is not JsonValue value || !value.TryGetValue(out bool immutable) || !immutable)
            yield break;
        if (!JsonNode.DeepEquals(item["immutable"], old["immutable"]))
            yield return Cause.Forbidden("immutable", "field is immutable when `immutable` is set");
        foreach (var field in fields)
        {
            if (!JsonNode.DeepEquals(item[field] ?? new JsonObject(), old[field] ?? new JsonObject()))
                yield return Cause.Forbidden(field, "field is immutable when `immutable` is set");
        }
    }
}
