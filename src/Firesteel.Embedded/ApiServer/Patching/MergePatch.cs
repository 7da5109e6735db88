using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching;

/// <summary>RFC 7386, as the API server applies it.</summary>
public static class MergePatch
{
    /// <returns>A new document; neither argument is changed.</returns>
    /// <exception cref="PatchException">400: the patch is not an object.</exception>
    public static JsonObject Apply(JsonObject document, JsonNode? patch)
    {
        if (patch is null)
            return (JsonObject)document.DeepClone();
        if (patch is not JsonObject members)
            throw new PatchException(400, $"error decoding patch: json: cannot unmarshal {GoText.JsonKind(patch)} into Go value of type map[string]interface {{}}");
        var result = (JsonObject)document.DeepClone();
        Merge(result, members);
        return result;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            if (value is null)
                target.Remove(key);
            else if (value is JsonObject inner && target[key] is JsonObject current)
                Merge(current, inner);
            else
                target[key] = target[key] is JsonObject ? value.DeepClone() : WithoutNulls(value);
        }
    }

    /// <summary>Members that are null are dropped at every depth; null items of lists stay.</summary>
    private static JsonNode? WithoutNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject obj:
                var pruned = new JsonObject();
                foreach (var (key, value) in obj)
                {
                    if (value is not null)
                        pruned[key] = WithoutNulls(value);
                }

                return pruned;
            case JsonArray array:
                var list = new JsonArray();
                foreach (var item in array)
                    list.Add(WithoutNulls(item));
                return list;
            default:
                return node?.DeepClone();
        }
    }
}
