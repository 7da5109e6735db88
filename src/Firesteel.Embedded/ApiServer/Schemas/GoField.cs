using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>A field of a built-in type, as Kubernetes' Go sources declare it.</summary>
/// <param name="Json">Name in JSON; empty for an inlined struct, <c>.</c> for bytes that are JSON themselves.</param>
/// <param name="Number">Protobuf field number; 0 when the field is not on the wire.</param>
/// <param name="Type">Scalar, <c>bytes</c>, type name, <c>[]T</c> or <c>map[string]T</c>.</param>
/// <param name="Pointer">Absent and zero differ.</param>
/// <param name="Varint">The number is a varint although the type says bytes.</param>
public sealed record GoField(
    string Json, int Number, string Type, bool Optional, string? PatchStrategy, string? PatchKey, string? ListType,
    JsonNode? Default, bool Pointer, bool Varint)
{
    public bool Inlined => Json.Length == 0;
    public bool IsMap { get; } = Type.StartsWith("map[string]", StringComparison.Ordinal);
    public bool IsList { get; } = Type.StartsWith("[]", StringComparison.Ordinal);

    /// <summary>What a list or map holds, or the type itself.</summary>
    public string Element { get; } = Strip(Type);

    private static string Strip(string type) =>
        type.StartsWith("[]", StringComparison.Ordinal) ? type[2..]
        : type.StartsWith("map[string]", StringComparison.Ordinal) ? type["map[string]".Length..] : type;
}
