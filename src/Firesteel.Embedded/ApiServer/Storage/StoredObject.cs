using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Storage;

/// <summary>One version of an object as the store keeps it: UTF-8 JSON that is never changed, and what lists filter by.</summary>
/// <param name="Revision">The object's resourceVersion.</param>
/// <param name="Json">The whole object with its resourceVersion, keys sorted.</param>
/// <param name="Encoding">Names the version and schema in which <paramref name="Json"/> was written; another reader converts.</param>
internal sealed record StoredObject(
    ObjectKey Key, string Uid, long Revision, ReadOnlyMemory<byte> Json, FrozenDictionary<string, string> Labels, object Encoding)
{
    /// <summary>A tree of its own, free to be changed.</summary>
    public JsonObject Parse() => (JsonObject)JsonNode.Parse(Json.Span)!;

    public static StoredObject From(JsonObject json, long revision, object encoding)
    {
        var metadata = (JsonObject)json["metadata"]!;
        var labels = FrozenDictionary<string, string>.Empty;
        if (metadata["labels"] is JsonObject { Count: > 0 } given)
            labels = given.Where(pair => pair.Value is JsonValue).ToFrozenDictionary(pair => pair.Key, pair => pair.Value!.ToString(), StringComparer.Ordinal);
        var item = new KubeObject(json);
        return new(item.Key, item.Uid, revision, CanonicalJson.Write(json), labels, encoding);
    }
}
