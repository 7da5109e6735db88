using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>
/// Reads JSON as Go would read it into a built-in type: unknown fields are dropped and named, a wrong type is an error,
/// what Go leaves out (nulls, zeros of optional fields) is left out, quantities and times become canonical.
/// </summary>
public sealed class TypedDecoding
{
    private readonly List<string> _unknown = [];
    private readonly List<string> _fields = [];
    private string? _error;

    private TypedDecoding()
    {
    }

    /// <param name="obj">Changed in place.</param>
    /// <param name="path">Where the object stands, for the paths of unknown fields; empty for a whole resource.</param>
    /// <returns>Paths of dropped fields, and the first type error in Go's words (or null).</returns>
    public static (IReadOnlyList<string> Unknown, string? Error) Apply(TypeSchema schema, JsonObject obj, string path = "")
    {
        var decoding = new TypedDecoding();
        decoding.Object(schema, obj, path, Struct(schema));
        return (decoding._unknown, decoding._error);
    }

    /// <summary>The metadata of a custom resource.</summary>
    public static (IReadOnlyList<string> Unknown, string? Error) ApplyToMetadata(JsonObject resource)
    {
        switch (resource["metadata"])
        {
            case null:
                return ([], null);
            case JsonObject metadata:
                return Apply(BuiltInSchemas.ObjectMeta, metadata, "metadata");
            case var other:
                return ([], $"json: cannot unmarshal {GoText.JsonKind(other)} into Go value of type v1.ObjectMeta");
        }
    }

    private void Object(TypeSchema schema, JsonObject obj, string path, string owner)
    {
        foreach (var (name, value) in obj.ToList())
        {
            var below = ValueWalker.Join(path, name);
            if (schema.Member(name) is not { } member)
            {
                _unknown.Add(below);
                obj.Remove(name);
                continue;
            }

            // Below a map the keys are no fields.
            var isField = schema.Properties.ContainsKey(name);
            if (isField)
                _fields.Add(name);
            var read = Value(member, value, below, owner);
            if (isField)
                _fields.RemoveAt(_fields.Count - 1);
            if (isField && (read is null || IsOmitted(member, read)))
                obj.Remove(name);
            else if (!isField && read is null && member.Type == JsonType.String)
                obj[name] = "";
            else if (!ReferenceEquals(read, value))
                obj[name] = read;
        }
    }

    private JsonNode? Value(TypeSchema schema, JsonNode? value, string path, string owner)
    {
        if (value is null)
            return schema.Type == JsonType.String && schema.Format.Length == 0 && !schema.Optional ? null : value;
        if (schema.PreserveUnknown)
            return value;
        switch (schema.Type)
        {
            case JsonType.Object:
                if (value is JsonObject map)
                    Object(schema, map, path, schema.Properties.Count > 0 ? Struct(schema) : owner);
                else
                    Mismatch(value, schema, owner);
                return value;
            case JsonType.Array:
                if (value is not JsonArray list)
                {
                    Mismatch(value, schema, owner);
                    return value;
                }

                for (var index = 0; index < list.Count; index++)
                {
                    var read = Value(schema.Items!, list[index], $"{path}[{index}]", owner);
                    if (!ReferenceEquals(read, list[index]))
                        list[index] = read;
                }

                return value;
            default:
                return Scalar(schema, value, owner);
        }
    }

    private JsonNode? Scalar(TypeSchema schema, JsonNode value, string owner)
    {
        var kind = value.GetValueKind();
        switch (schema.Format)
        {
            case "quantity":
                var text = kind switch { JsonValueKind.String => value.GetValue<string>(), JsonValueKind.Number => value.ToJsonString(), _ => "" };
                if (!Quantity.TryParse(text, out var quantity, out var reason))
                    Fail(reason);
                else if (text.Length > 0 && text[0] != '+')
                    return Quantity.Canonical(text, quantity) is var canonical && kind == JsonValueKind.String && canonical == text ? value : (JsonNode)canonical;
                return value;
            case "int-or-string":
                if (kind == JsonValueKind.Number && !(JsonNumber.TryRead(value, out var whole) && whole.IsInteger && whole.Integer is >= int.MinValue and <= int.MaxValue))
                    Fail($"json: cannot unmarshal number {value.ToJsonString()} into Go value of type int32");
                else if (kind is not (JsonValueKind.String or JsonValueKind.Number))
                    Fail($"json: cannot unmarshal {GoText.JsonKind(value)} into Go value of type int32");
                return value;
            case "time" or "micro-time":
                return Time(schema, value, kind);
            case "byte" when kind == JsonValueKind.String:
                if (!Convert.TryFromBase64String(value.GetValue<string>(), new byte[value.GetValue<string>().Length], out _))
                    Fail("illegal base64 data at input byte " + BadBase64(value.GetValue<string>()));
                return value;
        }

        var fits = schema.Type switch
        {
            JsonType.String => kind == JsonValueKind.String,
            JsonType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            JsonType.Number => kind == JsonValueKind.Number,
            JsonType.Integer => JsonNumber.TryRead(value, out var number) && number.IsInteger
                && (schema.Format != "int32" || number.Integer is >= int.MinValue and <= int.MaxValue),
            _ => true,
        };
        if (!fits)
            Mismatch(value, schema, owner);
        return value;
    }

    /// <returns>Null for Go's zero time.</returns>
    private JsonNode? Time(TypeSchema schema, JsonNode value, JsonValueKind kind)
    {
        if (kind != JsonValueKind.String)
        {
            Fail($"json: cannot unmarshal {GoText.JsonKind(value)} into Go value of type string");
            return value;
        }

        var text = value.GetValue<string>();
        var isMicro = schema.Format == "micro-time";
        if (GoTime.Parse(text, isMicro ? GoTime.Microseconds : GoTime.Seconds, out var utc) is { } wrong)
        {
            Fail(wrong);
            return value;
        }

        if (utc == default)
            return null;
        var canonical = utc.ToString(isMicro ? "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return canonical == text ? value : canonical;
    }

    private static int BadBase64(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsAsciiLetterOrDigit(text[index]) && text[index] is not ('+' or '/' or '='))
                return index;
        }

        return text.Length / 4 * 4;
    }

    private static bool IsOmitted(TypeSchema schema, JsonNode value) => schema.Optional && !schema.Pointer && value switch
    {
        JsonArray { Count: 0 } => true,
        JsonObject { Count: 0 } => schema.Properties.Count == 0 && !schema.PreserveUnknown,
        JsonValue scalar => scalar.GetValueKind() switch
        {
            JsonValueKind.False => true,
            JsonValueKind.String => scalar.GetValue<string>().Length == 0,
            JsonValueKind.Number => schema.Type is JsonType.Integer or JsonType.Number && JsonNumber.TryRead(value, out var number) && number.AsDouble == 0,
            _ => false,
        },
        _ => false,
    };

    private void Mismatch(JsonNode value, TypeSchema schema, string owner)
    {
        var kind = GoText.JsonKind(value);
        if (kind == "number" && schema.Type == JsonType.Integer)
            kind = $"number {value.ToJsonString()}";
        Fail(_fields.Count == 0
            ? $"json: cannot unmarshal {kind} into Go value of type {schema.GoName}"
            : $"json: cannot unmarshal {kind} into Go struct field {owner}.{string.Join('.', _fields)} of type {schema.GoName}");
    }

    /// <summary>Go reports the first.</summary>
    private void Fail(string error) => _error ??= error;

    private static string Struct(TypeSchema schema) => schema.GoName[(schema.GoName.LastIndexOf('.') + 1)..];
}
