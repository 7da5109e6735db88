using System.Text.Json.Nodes;

namespace Firesteel.Lake.Rules.Configurations;

/// <summary>JSON merge patches (RFC 7386).</summary>
public static class MergePatch
{
    /// <summary>Puts a value at a path, making the objects between; null is the patch's way to remove.</summary>
    public static void Put(JsonObject patch, IReadOnlyList<string> path, JsonNode? value)
    {
        var at = patch;
        for (var i = 0; i < path.Count - 1; i++)
            at = at[path[i]] as JsonObject ?? (JsonObject)(at[path[i]] = new JsonObject());
        at[path[^1]] = value;
    }

    /// <returns>A new document; neither argument is changed.</returns>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        var result = target is JsonObject old ? (JsonObject)old.DeepClone() : [];
        foreach (var (name, value) in changes)
        {
            if (value is null)
                result.Remove(name);
            else
                result[name] = Apply(result[name], value);
        }

        return result;
    }

    /// <summary>One patch with the effect of both; the second wins.</summary>
    public static JsonObject Join(JsonObject first, JsonObject second)
    {
        var result = (JsonObject)first.DeepClone();
        foreach (var (name, value) in second)
            result[name] = value is JsonObject inner && result[name] is JsonObject old ? Join(old, inner) : value?.DeepClone();
        return result;
    }
}
