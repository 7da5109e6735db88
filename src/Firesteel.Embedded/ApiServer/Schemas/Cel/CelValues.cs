using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>
/// Values: null, bool, long, ulong, double, string, byte[], <see cref="DateTimeOffset"/>, <see cref="CelDuration"/>, <see cref="Quantity"/>,
/// <see cref="CelOptional"/>, <see cref="CelType"/>, <see cref="CelMap"/> and lists of values.
/// </summary>
internal static class CelValues
{
    public static object? From(JsonNode? node, TypeSchema? schema)
    {
        schema ??= TypeSchema.Any;
        switch (node)
        {
            case null:
                return null;
            case JsonObject map:
                return new CelMap(map, schema);
            case JsonArray list:
                return list.Select(item => From(item, schema.Items)).ToList();
        }

        switch (node.GetValueKind())
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.String:
                return Text(node.GetValue<string>(), schema);
            default:
                JsonNumber.TryRead(node, out var number);
                // Boxed one by one, or the integers would become doubles.
                if (schema.Type == JsonType.Number || (!number.IsInteger && schema.Type != JsonType.Integer))
                    return number.AsDouble;
                return number.AsLong;
        }
    }

    private static object Text(string text, TypeSchema schema)
    {
        if (schema.Type != JsonType.String)
            return text;
        return schema.Format switch
        {
            "date-time" or "time" or "micro-time" or "date" when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
            "duration" when Formats.TryParseDuration(text, out var nanos) => new CelDuration(nanos),
            "byte" when Decode(text) is { } bytes => bytes,
            _ => text,
        };
    }

    private static byte[]? Decode(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var count) ? buffer[..count] : null;
    }

    public static bool Same(object? left, object? right)
    {
        switch (left, right)
        {
            case (null, _) or (_, null):
                return left is null && right is null;
            case (List<object?> a, List<object?> b):
                return a.Count == b.Count && a.Zip(b, Same).All(same => same);
            case (CelMap a, CelMap b):
                return a.Count == b.Count && a.Keys.All(key => b.TryGet(key, out var other) && a.TryGet(key, out var own) && Same(own, other));
            case (byte[] a, byte[] b):
                return a.AsSpan().SequenceEqual(b);
            case (CelOptional a, CelOptional b):
                return a.HasValue == b.HasValue && Same(a.Value, b.Value);
            case (Quantity a, Quantity b):
                return a.Nanos == b.Nanos;
            case (DateTimeOffset a, DateTimeOffset b):
                return a.UtcTicks == b.UtcTicks;
            default:
                return IsNumber(left) && IsNumber(right) ? CompareNumbers(left!, right!) == 0 : left.Equals(right);
        }
    }

    /// <exception cref="CelException">The two have no order.</exception>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (CelDuration a, CelDuration b) => a.Nanos.CompareTo(b.Nanos),
        _ when IsNumber(left) && IsNumber(right) => CompareNumbers(left!, right!),
        _ => throw NoOverload(),
    };

    public static bool IsNumber(object? value) => value is long or ulong or double;

    public static CelException NoOverload() => new("no such overload");

    public static string TypeName(object? value) => value switch
    {
        null => "null_type",
        bool => "bool",
        long => "int",
        ulong => "uint",
        double => "double",
        string => "string",
        byte[] => "bytes",
        List<object?> => "list",
        CelMap => "map",
        DateTimeOffset => "google.protobuf.Timestamp",
        CelDuration => "google.protobuf.Duration",
        CelOptional => "optional_type",
        Quantity => "kubernetes.Quantity",
        CelType => "type",
        _ => "dyn",
    };

    private static int CompareNumbers(object left, object right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (ulong a, ulong b) => a.CompareTo(b),
        (long a, ulong b) => a < 0 ? -1 : ((ulong)a).CompareTo(b),
        (ulong a, long b) => b < 0 ? 1 : a.CompareTo((ulong)b),
        _ => double.IsNaN(Convert.ToDouble(left)) || double.IsNaN(Convert.ToDouble(right)) ? -2 : Convert.ToDouble(left).CompareTo(Convert.ToDouble(right)),
    };
}
