using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Selectors;

namespace Firesteel.Embedded.ApiServer.Subresources;

/// <summary>Between an object and its <c>autoscaling/v1</c> Scale.</summary>
internal static class ScaleView
{
    public static JsonObject Of(KindInfo kind, JsonObject item)
    {
        var paths = kind.Scale!;
        var source = item.Metadata();
        var metadata = new JsonObject { ["name"] = source.Text("name") };
        foreach (var name in (string[])["namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            if (source[name] is { } value)
                metadata[name] = value.DeepClone();
        }

        var spec = new JsonObject();
        if (Number(item, paths.SpecReplicas) is > 0 and var wanted)
            spec["replicas"] = wanted;
        var status = new JsonObject { ["replicas"] = Number(item, paths.StatusReplicas) ?? 0 };
        if (Selector(item, paths.Selector) is { Length: > 0 } selector)
            status["selector"] = selector;
        return new()
        {
            ["apiVersion"] = "autoscaling/v1",
            ["kind"] = "Scale",
            ["metadata"] = metadata,
            ["spec"] = spec,
            ["status"] = status,
        };
    }

    public static void SetReplicas(KindInfo kind, JsonObject item, long replicas)
    {
        var path = kind.Scale!.SpecReplicas.TrimStart('.').Split('.');
        var parent = item;
        foreach (var name in path[..^1])
        {
            if (parent[name] is not JsonObject child)
                parent[name] = child = [];
            parent = child;
        }

        parent[path[^1]] = replicas;
    }

    public static JsonNode? At(JsonObject item, string path)
    {
        JsonNode? node = item;
        foreach (var name in path.TrimStart('.').Split('.'))
            node = (node as JsonObject)?[name];
        return node;
    }

    private static long? Number(JsonObject item, string path) => At(item, path) is JsonValue value && value.TryGetValue(out long number) ? number : null;

    /// <summary>A text as it is; a LabelSelector in its text form.</summary>
    private static string? Selector(JsonObject item, string? path)
    {
        if (path is null)
            return null;
        if (At(item, path) is not JsonObject selector)
            return At(item, path)?.ToString();
        return LabelSelectorText.Of(selector);
    }
}
