using System.Text.Json.Nodes;

namespace Firesteel.Kube.Yaml;

/// <summary>Prints JSON as YAML, byte for byte as <c>kubectl -o yaml</c> does.</summary>
public static class YamlWriter
{
    /// <param name="node">Null prints <c>null</c>.</param>
    /// <param name="keepOrder">Keys stay in the order of the object instead of being sorted.</param>
    public static string Write(JsonNode? node, bool keepOrder = false) => new YamlEmitter(keepOrder).Print(node);

    /// <summary>Several documents, separated by <c>---</c>.</summary>
    public static string WriteAll(IEnumerable<JsonNode> documents, bool keepOrder = false) =>
        string.Join("---\n", documents.Select(document => Write(document, keepOrder)));
}
