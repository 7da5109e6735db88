using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Catalog;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Requests;
using Firesteel.Embedded.ApiServer.Storage;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Responses;

/// <summary>Makes of an answer what was asked for: itself, a table, or only metadata.</summary>
internal static class AnswerShaping
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <returns>UTF-8 JSON.</returns>
    /// <exception cref="ApiException">400 or 406.</exception>
    public static ReadOnlyMemory<byte> Shape(Answer answer, AnswerForm form, string includeObject, DateTimeOffset now) => answer switch
    {
        PlainAnswer plain => Plainly(plain.Body),
        ObjectAnswer item => form.As switch
        {
            "" => item.Json,
            "Table" => TableOf(item.Kind, [Parse(item.Json)], form, includeObject, now, ResourceVersion(item.Json), null, null),
            "PartialObjectMetadata" => CanonicalJson.Write(Partial(Parse(item.Json), form.AsVersion)),
            _ => throw (item.Kind.IsCustom ? Statuses.Bare("content is not a list") : Statuses.NotAcceptable($"you requested PartialObjectMetadataList, but the requested object is not a list ({GoTypeOf(item.Kind)})")),
        },
        ListAnswer list => form.As switch
        {
            "" => ListOf(list),
            "Table" => TableOf(list.Kind, list.Items.Select(list.Kind.TreeOf), form, includeObject, now, Text(list.Revision), list.Continue, list.Remaining),
            "PartialObjectMetadataList" => PartialListOf(list, form),
            _ => throw Statuses.NotAcceptable($"you requested PartialObjectMetadata, but the requested object is a list ({(list.Kind.IsCustom ? "*unstructured.UnstructuredList" : GoTypeOf(list.Kind) + "List")})"),
        },
        _ => throw new InvalidOperationException(answer.GetType().Name),
    };

    /// <exception cref="ApiException">400: no such way to include objects.</exception>
    public static JsonObject Table(ServedKind kind, IEnumerable<JsonObject> items, AnswerForm form, string includeObject, DateTimeOffset now, bool columns = true)
    {
        if (includeObject is not ("" or "Metadata" or "Object" or "None"))
            throw Statuses.BadRequest($"Unable to convert to Table as requested: includeObject: Invalid value: {GoText.Quote(includeObject)}: must be 'Metadata', 'Object', 'None', or empty");
        var table = Tables.Render(kind.Info, [.. items], now, includeObject.Length == 0 ? "Metadata" : includeObject, columns);
        if (form.AsVersion == "v1")
            return table;
        table["apiVersion"] = $"meta.k8s.io/{form.AsVersion}";
        foreach (var row in table["rows"]!.AsArray())
        {
            if (row!["object"] is JsonObject { } item && (string?)item["kind"] == "PartialObjectMetadata")
                item["apiVersion"] = $"meta.k8s.io/{form.AsVersion}";
        }

        return table;
    }

    public static JsonObject Partial(JsonObject item, string version) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = $"meta.k8s.io/{version}",
        ["metadata"] = item["metadata"]?.DeepClone(),
    };

    private static ReadOnlyMemory<byte> TableOf(
        ServedKind kind, IEnumerable<JsonObject> items, AnswerForm form, string includeObject, DateTimeOffset now, string version, string? next, long? remaining)
    {
        var table = Table(kind, items, form, includeObject, now);
        table["metadata"] = ListMetadata(version, next is { Length: > 0 } ? next : null, remaining);
        return Plainly(table);
    }

    private static ReadOnlyMemory<byte> PartialListOf(ListAnswer list, AnswerForm form) => Plainly(new JsonObject
    {
        ["kind"] = "PartialObjectMetadataList",
        ["apiVersion"] = $"meta.k8s.io/{form.AsVersion}",
        ["metadata"] = ListMetadata(Text(list.Revision), list.Continue.Length > 0 ? list.Continue : null, list.Remaining),
        ["items"] = new JsonArray([.. list.Items.Select(item => (JsonNode)Partial(list.Kind.TreeOf(item), form.AsVersion))]),
    });

    private static ReadOnlyMemory<byte> ListOf(ListAnswer list)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, Plain);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", list.Kind.Info.ApiVersion);
        writer.WriteStartArray("items");
        foreach (var item in list.Items)
            writer.WriteRawValue(list.Kind.JsonOf(item).Span, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteString("kind", list.Kind.Info.ListKind);
        writer.WritePropertyName("metadata");
        CanonicalJson.Write(writer, ListMetadata(Text(list.Revision), list.Kind.IsCustom || list.Continue.Length > 0 ? list.Continue : null, list.Remaining));
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static JsonObject ListMetadata(string version, string? next, long? remaining)
    {
        var metadata = new JsonObject();
        if (next is not null)
            metadata["continue"] = next;
        if (remaining is > 0)
            metadata["remainingItemCount"] = remaining;
        metadata["resourceVersion"] = version;
        return metadata;
    }

    private static byte[] Plainly(JsonObject body)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            body.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static JsonObject Parse(ReadOnlyMemory<byte> json) => (JsonObject)JsonNode.Parse(json.Span)!;

    private static string ResourceVersion(ReadOnlyMemory<byte> json) => Parse(json)["metadata"]?["resourceVersion"]?.ToString() ?? "";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string GoTypeOf(ServedKind kind) => $"*{(kind.Info.Group.Length == 0 ? "core" : kind.Info.Group.Split('.')[0])}.{kind.Info.Kind}";
}
