using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Discovery.OpenApi;

/// <summary>
/// The definitions of an OpenAPI v2 document in protobuf, the form that kubectl asks for (<c>explain --output plaintext-openapiv2</c>).
/// Field numbers: gnostic's <c>openapiv2.Document</c>. Paths are left out: nobody reads them from here.
/// </summary>
internal static class SwaggerProtobuf
{
    public const string Name = "com.github.proto-openapi.spec.v2";
    public const string ContentType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    /// <param name="document">As <see cref="SwaggerDocument"/> makes it.</param>
    public static byte[] Write(JsonObject document)
    {
        var writer = new ProtobufWriter();
        Message(writer, 9, () => Named(writer, 1, document["definitions"] as JsonObject ?? []));
        Message(writer, 8, () => { });
        Message(writer, 2, () =>
        {
            writer.Text(2, (document["info"] as JsonObject)?.Text("version") ?? "");
            writer.Text(1, (document["info"] as JsonObject)?.Text("title") ?? "");
        });
        writer.Text(1, document.Text("swagger"));
        return writer.ToArray();
    }

    /// <summary>The writer goes backwards: the last member first, and of each the last field first.</summary>
    private static void Named(ProtobufWriter writer, int field, JsonObject schemas)
    {
        foreach (var (name, value) in schemas.Reverse())
        {
            if (value is not JsonObject schema)
                continue;
            Message(writer, field, () =>
            {
                Message(writer, 2, () => Schema(writer, schema));
                writer.Text(1, name);
            });
        }
    }

    private static void Schema(ProtobufWriter writer, JsonObject schema)
    {
        foreach (var (name, value) in schema.Where(pair => pair.Key.StartsWith("x-", StringComparison.Ordinal)).Reverse())
        {
            Message(writer, 31, () =>
            {
                // JSON is YAML.
                Message(writer, 2, () => writer.Text(2, value?.ToJsonString() ?? "null"));
                writer.Text(1, name);
            });
        }

        if (schema["properties"] is JsonObject properties)
            Message(writer, 25, () => Named(writer, 1, properties));
        if (schema["items"] is JsonObject items)
            Message(writer, 23, () => Message(writer, 1, () => Schema(writer, items)));
        if (schema.Text("type") is { Length: > 0 } type)
            Message(writer, 22, () => writer.Text(1, type));
        if (schema["additionalProperties"] is JsonObject values)
            Message(writer, 21, () => Message(writer, 1, () => Schema(writer, values)));
        else if (schema["additionalProperties"]?.GetValueKind() == JsonValueKind.True)
            Message(writer, 21, () => writer.Varint(2, 1));
        foreach (var name in schema.Texts("required").AsEnumerable().Reverse())
            writer.Text(19, name);
        if (schema.Text("description") is { Length: > 0 } description)
            writer.Text(4, description);
        if (schema.Text("format") is { Length: > 0 } format)
            writer.Text(2, format);
        if (schema.Text("$ref") is { Length: > 0 } reference)
            writer.Text(1, reference);
    }

    private static void Message(ProtobufWriter writer, int field, Action content)
    {
        var before = writer.Length;
        content();
        writer.EndMessage(field, before);
    }
}
