using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>Messages to JSON, with the omissions that Go's JSON of the same object has.</summary>
internal static class ProtobufDecoder
{
    public static void Into(JsonObject target, GoType type, ReadOnlySpan<byte> data)
    {
        var fields = type.ByNumber;
        var reader = new ProtobufReader(data);
        while (reader.Next())
        {
            foreach (var field in fields)
            {
                if (field.Number == reader.Number)
                {
                    Put(target, field, ref reader);
                    break;
                }
            }
        }
    }

    private static void Put(JsonObject target, GoField field, ref ProtobufReader reader)
    {
        if (field.Inlined)
        {
            if (BuiltInTypes.Table.Find(field.Type) is { } inlined)
                Into(target, inlined, reader.Bytes);
            return;
        }

        if (field.IsList)
        {
            if (target[field.Json] is not JsonArray list)
                target[field.Json] = list = [];
            list.Add(Value(field, ref reader));
            return;
        }

        if (field.IsMap)
        {
            if (target[field.Json] is not JsonObject map)
                target[field.Json] = map = [];
            Entry(map, field, reader.Bytes);
            return;
        }

        var value = Value(field, ref reader);
        if (!field.Pointer && IsZero(value, field))
            target.Remove(field.Json);
        else
            target[field.Json] = value;
    }

    /// <summary>Whether Go's JSON leaves the value out, or says no more by it than by leaving it out.</summary>
    private static bool IsZero(JsonNode? value, GoField field) => value switch
    {
        null => true,
        JsonObject { Count: 0 } => true,
        JsonObject => false,
        JsonValue scalar when field.Optional => scalar.GetValueKind() switch
        {
            JsonValueKind.False => true,
            JsonValueKind.String => scalar.GetValue<string>().Length == 0,
            JsonValueKind.Number => field.Element is "int32" or "int64" or "float64" && JsonNumber.TryRead(scalar, out var number) && number.AsDouble == 0,
            _ => false,
        },
        _ => false,
    };

    private static void Entry(JsonObject map, GoField field, ReadOnlySpan<byte> data)
    {
        var key = "";
        JsonNode? value = Missing(field.Element);
        var entry = new ProtobufReader(data);
        while (entry.Next())
        {
            if (entry.Number == 1)
                key = Encoding.UTF8.GetString(entry.Bytes);
            else if (entry.Number == 2)
                value = Value(field, ref entry);
        }

        map[key] = value;
    }

    private static JsonNode? Missing(string element) => element switch { "string" or "bytes" => "", "[]string" => new JsonArray(), _ => null };

    private static JsonNode? Value(GoField field, ref ProtobufReader reader)
    {
        var varint = reader.WireType == 0;
        switch (field.Element)
        {
            case "string":
                return Encoding.UTF8.GetString(reader.Bytes);
            case "bytes":
                return Convert.ToBase64String(reader.Bytes);
            case "bool":
                return reader.Value != 0;
            case "int32":
                return (int)(long)reader.Value;
            case "int64":
                return (long)reader.Value;
            case "float64":
                return varint ? reader.Value : BitConverter.UInt64BitsToDouble(reader.Value);
            case "[]string":
                return Strings(reader.Bytes);
            case "api/resource.Quantity":
                return Single(reader.Bytes) is { Length: > 0 } text ? Encoding.UTF8.GetString(text) : "0";
            case "meta/v1.Time":
                return Time(reader.Bytes, "yyyy-MM-dd'T'HH:mm:ss'Z'");
            case "meta/v1.MicroTime":
                return Time(reader.Bytes, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
            case "meta/v1.Duration":
                return GoDuration.Format(Nanos(reader.Bytes));
            case "util/intstr.IntOrString":
                return IntOrString(reader.Bytes);
            case "runtime.RawExtension" or "meta/v1.FieldsV1" or "apiextensions/v1.JSON":
                return Json(Single(reader.Bytes));
            case "apiextensions/v1.JSONSchemaPropsOrBool" or "apiextensions/v1.JSONSchemaPropsOrArray" or "apiextensions/v1.JSONSchemaPropsOrStringArray":
                return SchemaOr(field.Element, reader.Bytes);
            default:
                var type = BuiltInTypes.Table.Find(field.Element) ?? throw new WireException($"no type {field.Element}");
                var result = new JsonObject();
                Into(result, type, reader.Bytes);
                return result;
        }
    }

    private static JsonNode? Json(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty)
            return null;
        if (ProtobufCodec.HasPrefix(raw))
            return ProtobufCodec.Decode(raw);
        try
        {
            return JsonNode.Parse(raw);
        }
        catch (JsonException exception)
        {
            throw new WireException($"raw JSON inside protobuf: {exception.Message}");
        }
    }

    private static JsonNode? SchemaOr(string type, ReadOnlySpan<byte> data)
    {
        JsonNode? result = null;
        var reader = new ProtobufReader(data);
        while (reader.Next())
        {
            switch (reader.Number)
            {
                case 1 when reader.WireType == 0:
                    result = reader.Value != 0;
                    break;
                case 2 when type.EndsWith("OrStringArray", StringComparison.Ordinal):
                    ((JsonArray)(result ??= new JsonArray())).Add(Encoding.UTF8.GetString(reader.Bytes));
                    break;
                default:
                    var schema = new JsonObject();
                    Into(schema, BuiltInTypes.Table.Find("apiextensions/v1.JSONSchemaProps")!, reader.Bytes);
                    if (reader.Number == 2 && type.EndsWith("OrArray", StringComparison.Ordinal))
                        ((JsonArray)(result ??= new JsonArray())).Add((JsonNode)schema);
                    else
                        result = schema;
                    break;
            }
        }

        return result;
    }

    private static JsonArray Strings(ReadOnlySpan<byte> data)
    {
        var list = new JsonArray();
        var reader = new ProtobufReader(data);
        while (reader.Next())
        {
            if (reader.Number == 1)
                list.Add(Encoding.UTF8.GetString(reader.Bytes));
        }

        return list;
    }

    private static byte[] Single(ReadOnlySpan<byte> data)
    {
        byte[] bytes = [];
        var reader = new ProtobufReader(data);
        while (reader.Next())
        {
            if (reader.Number == 1)
                bytes = reader.Bytes.ToArray();
        }

        return bytes;
    }

    private static long Nanos(ReadOnlySpan<byte> data)
    {
        var nanos = 0L;
        var reader = new ProtobufReader(data);
        while (reader.Next())
        {
            if (reader.Number == 1)
                nanos = (long)reader.Value;
        }

        return nanos;
    }

    /// <summary>The zero time is an empty message.</summary>
    private static JsonNode? Time(ReadOnlySpan<byte> data, string format)
    {
        if (data.IsEmpty)
            return null;
        long seconds = 0, nanos = 0;
        var reader = new ProtobufReader(data);
        while (reader.Next())
        {
            if (reader.Number == 1)
                seconds = (long)reader.Value;
            else if (reader.Number == 2)
                nanos = (int)(long)reader.Value;
        }

        if (seconds is < -62135596800 or > 253402300799)
            throw new WireException($"time out of range: {seconds}");
        return DateTime.UnixEpoch.AddSeconds(seconds).AddTicks(nanos / 100).ToString(format, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static JsonNode IntOrString(ReadOnlySpan<byte> data)
    {
        ulong type = 0, number = 0;
        var text = "";
        var reader = new ProtobufReader(data);
        while (reader.Next())
        {
            if (reader.Number == 1)
                type = reader.Value;
            else if (reader.Number == 2)
                number = reader.Value;
            else if (reader.Number == 3)
                text = Encoding.UTF8.GetString(reader.Bytes);
        }

        return type == 0 ? (int)(long)number : text;
    }
}
