using System.Text.Json.Nodes;

namespace Firesteel.Kube.Objects;

/// <summary>
/// An API object: its JSON as it is on the wire, with names for what every object has.
/// Unknown fields survive because nothing is retyped. Not safe for concurrent writes; caches hand out clones or are read only.
/// </summary>
public sealed class KubeObject(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string ApiVersion => Text(Json, "apiVersion");
    public string Kind => Text(Json, "kind");
    public JsonObject? Metadata => Json["metadata"] as JsonObject;
    public JsonObject? Spec => Json["spec"] as JsonObject;
    public JsonObject? Status => Json["status"] as JsonObject;

    public string Name => Text(Metadata, "name");
    public string Namespace => Text(Metadata, "namespace");
    public string Uid => Text(Metadata, "uid");
    public string ResourceVersion => Text(Metadata, "resourceVersion");
    public long Generation => (Metadata?["generation"] as JsonValue)?.TryGetValue(out long value) == true ? value : 0;
    public bool IsBeingDeleted => Text(Metadata, "deletionTimestamp").Length > 0;
    public ObjectKey Key => new(Namespace, Name);

    public string? Label(string name) => Member(Metadata?["labels"], name);

    public string? Annotation(string name) => Member(Metadata?["annotations"], name);

    public KubeObject Clone() => new((JsonObject)Json.DeepClone());

    /// <summary>A new object of a kind; nothing else is set.</summary>
    public static KubeObject Of(ResourceType type, string @namespace, string name)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (@namespace.Length > 0)
            metadata["namespace"] = @namespace;
        return new(new JsonObject { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind, ["metadata"] = metadata });
    }

    /// <summary>An owner reference to this object, with <c>controller: true</c> and <c>blockOwnerDeletion: true</c>.</summary>
    public JsonObject ToOwnerReference() => new()
    {
        ["apiVersion"] = ApiVersion,
        ["kind"] = Kind,
        ["name"] = Name,
        ["uid"] = Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    public override string ToString() => $"{Kind} {Key}";

    private static string Text(JsonObject? parent, string name) => Member(parent, name) ?? "";

    private static string? Member(JsonNode? parent, string name) =>
        (parent as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
