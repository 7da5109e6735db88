using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>JSON to messages, byte for byte as Go writes them: fields that are no pointers are written even when they are zero.</summary>
internal static class ProtobufEncoder
{
    private static readonly JsonObject Empty = [];

    public static void Write(ProtobufWriter writer, GoType type, JsonObject obj)
    {
        var fields = type.ByNumber;
        for (var index = fields.Length - 1; index >= 0; index--)
        {
            var field = fields[index];
            if (field.Inlined)
                Inlined(writer, field, obj);
            else
                Field(writer, type, field, obj[field.Json]);
        }
    }

    private static void Inlined(ProtobufWriter writer, GoField field, JsonObject obj)
    {
        if (BuiltInTypes.Table.Find(field.Type) is not { } type)
            return;
        var before = writer.Length;
        Write(writer, type, obj);
        writer.EndMessage(field.Number, before);
    }

    private static void Field(ProtobufWriter writer, GoType type, GoField field, JsonNode? value)
    {
        if (field.IsList)
        {
            if (value is null)
                return;
            var list = value as JsonArray ?? throw Mismatch(type, field, value);
            for (var index = list.Count - 1; index >= 0; index--)
                Value(writer, type, field, list[index], field.Number);
        }
        else if (field.IsMap)
        {
            if (value is null)
                return;
            var map = value as JsonObject ?? throw Mismatch(type, field, value);
            foreach (var (key, item) in map.OrderByDescending(pair => pair.Key, StringComparer.Ordinal))
            {
                var before = writer.Length;
                Value(writer, type, field, item, 2);
                writer.Text(1, key);
                writer.EndMessage(field.Number, before);
            }
        }
        else if (value is not null || !field.Pointer)
        {
            Value(writer, type, field, value, field.Number);
        }
    }

    private static void Value(ProtobufWriter writer, GoType owner, GoField field, JsonNode? value, int number)
    {
        var before = writer.Length;
        switch (field.Element)
        {
            case "string":
                writer.Text(number, value is null ? "" : Text(owner, field, value));
                return;
            case "bytes":
                if (value is not null)
                    writer.Bytes(number, Convert.FromBase64String(Text(owner, field, value)));
                return;
            case "bool":
                writer.Varint(number, value is JsonValue flag && flag.TryGetValue(out bool set) ? set ? 1UL : 0UL : value is null ? 0UL : throw Mismatch(owner, field, value));
                return;
            case "int32" or "int64":
                writer.Varint(number, (ulong)Integer(owner, field, value));
                return;
            case "float64":
                writer.Double(number, JsonNumber.TryRead(value, out var real) ? real.AsDouble : 0);
                return;
            case "[]string":
                foreach (var item in ((JsonArray?)value ?? []).Reverse())
                    writer.Text(1, Text(owner, field, item!));
                break;
            case "api/resource.Quantity":
                writer.Text(1, value is null ? "0" : Quantity(owner, field, value));
                break;
            case "meta/v1.Time" or "meta/v1.MicroTime":
                Time(writer, owner, field, value);
                break;
            case "meta/v1.Duration":
                writer.Varint(1, value is not null && GoDuration.TryParse(Text(owner, field, value), out var nanos) ? (ulong)nanos : 0);
                break;
            case "util/intstr.IntOrString":
                IntOrString(writer, owner, field, value);
                break;
            case "runtime.RawExtension" or "meta/v1.FieldsV1" or "apiextensions/v1.JSON":
                if (value is not null || field.Element == "apiextensions/v1.JSON")
                    writer.Bytes(1, Encoding.UTF8.GetBytes(value?.ToJsonString(GoText.Relaxed) ?? "null"));
                break;
            case "apiextensions/v1.JSONSchemaPropsOrBool" or "apiextensions/v1.JSONSchemaPropsOrArray" or "apiextensions/v1.JSONSchemaPropsOrStringArray":
                SchemaOr(writer, field.Element, value);
                break;
            default:
                var type = BuiltInTypes.Table.Find(field.Element) ?? throw new WireException($"no type {field.Element}");
                Write(writer, type, value switch { null => Empty, JsonObject obj => obj, _ => throw Mismatch(owner, field, value) });
                break;
        }

        writer.EndMessage(number, before);
    }

    private static void SchemaOr(ProtobufWriter writer, string element, JsonNode? value)
    {
        var type = BuiltInTypes.Table.Find("apiextensions/v1.JSONSchemaProps")!;
        var before = writer.Length;
        switch (value)
        {
            case JsonObject schema:
                Write(writer, type, schema);
                if (element.EndsWith("OrBool", StringComparison.Ordinal))
                {
                    writer.EndMessage(2, before);
                    writer.Varint(1, 1);
                }
                else
                {
                    writer.EndMessage(1, before);
                }

                break;
            case JsonArray list:
                foreach (var item in list.Reverse())
                {
                    before = writer.Length;
                    if (item is JsonObject one)
                    {
                        Write(writer, type, one);
                        writer.EndMessage(2, before);
                    }
                    else
                    {
                        writer.Text(2, (string?)item ?? "");
                    }
                }

                break;
            case JsonValue flag when flag.TryGetValue(out bool allowed):
                writer.Varint(1, allowed ? 1UL : 0UL);
                break;
        }
    }

    private static void Time(ProtobufWriter writer, GoType owner, GoField field, JsonNode? value)
    {
        if (value is null)
            return;
        var text = Text(owner, field, value);
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            throw new WireException($"parsing time {GoText.Quote(text)} in {owner}.{field.Json}");
        var ticks = time.UtcTicks - DateTime.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        if (rest < 0)
        {
            seconds--;
            rest += TimeSpan.TicksPerSecond;
        }

        writer.Varint(2, field.Element == "meta/v1.MicroTime" ? (ulong)(rest / 10 * 1000) : 0);
        writer.Varint(1, (ulong)seconds);
    }

    private static void IntOrString(ProtobufWriter writer, GoType owner, GoField field, JsonNode? value)
    {
        var isText = value is JsonValue given && given.GetValueKind() == JsonValueKind.String;
        writer.Text(3, isText ? Text(owner, field, value!) : "");
        writer.Varint(2, isText ? 0 : (ulong)Integer(owner, field, value));
        writer.Varint(1, isText ? 1UL : 0UL);
    }

    private static string Quantity(GoType owner, GoField field, JsonNode value) =>
        JsonNumber.TryRead(value, out _) ? value.ToJsonString() : Text(owner, field, value);

    private static long Integer(GoType owner, GoField field, JsonNode? value) =>
        value is null ? 0 : JsonNumber.TryRead(value, out var number) && number.IsWhole ? number.AsLong : throw Mismatch(owner, field, value);

    private static string Text(GoType owner, GoField field, JsonNode value) =>
        value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : throw Mismatch(owner, field, value);

    private static WireException Mismatch(GoType owner, GoField field, JsonNode? value) =>
        new($"{owner.GoName}.{field.Json} cannot be a {GoText.JsonKind(value)}");
}
