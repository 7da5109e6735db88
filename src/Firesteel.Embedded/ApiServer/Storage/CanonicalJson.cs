using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Storage;

/// <summary>
/// JSON with sorted keys and Go's way to write numbers: what a real server sends for custom resources.
/// Two objects are equal exactly when their bytes are, which is how an update without a change is found.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>Digits of the largest number of 64 bits, where a longer one begins to be possible.</summary>
    private const int LongestSafe = 19;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            Write(writer, node);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject members:
                WriteObject(writer, members);
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                writer.WriteRawValue(Number(value.ToJsonString()), skipInputValidation: true);
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }

    /// <summary>A whole number of 64 bits keeps its digits; any other is a float64 as Go prints it.</summary>
    public static string Number(string text)
    {
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && (text.Length < LongestSafe || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
            return text == "-0" ? "0" : text;
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        var size = Math.Abs(value);
        if (size != 0 && (size < 1e-6 || size >= 1e21))
            return Exponent(value.ToString("E16", CultureInfo.InvariantCulture), value);
        return value == Math.Floor(value)
            ? Whole(value)
            : ((decimal)value is var exact && (double)exact == value ? exact.ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>The digits that tell the number apart, then zeros.</summary>
    private static string Whole(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return shortest.IndexOf('E', StringComparison.Ordinal) < 0 ? shortest : decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("F0", CultureInfo.InvariantCulture);
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonObject members)
    {
        writer.WriteStartObject();
        var count = members.Count;
        var pairs = ArrayPool<KeyValuePair<string, JsonNode?>>.Shared.Rent(count);
        var index = 0;
        foreach (var pair in members)
            pairs[index++] = pair;
        Array.Sort(pairs, 0, count, ByKey.Instance);
        for (index = 0; index < count; index++)
        {
            writer.WritePropertyName(pairs[index].Key);
            Write(writer, pairs[index].Value);
        }

        ArrayPool<KeyValuePair<string, JsonNode?>>.Shared.Return(pairs, clearArray: true);
        writer.WriteEndObject();
    }

    private static string Exponent(string fallback, double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var at = shortest.IndexOf('E');
        if (at < 0)
            return fallback;
        var power = int.Parse(shortest.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return $"{shortest[..at]}e{(power < 0 ? "-" : "+")}{Math.Abs(power):00}";
    }

    private sealed class ByKey : IComparer<KeyValuePair<string, JsonNode?>>
    {
        public static ByKey Instance { get; } = new();

        public int Compare(KeyValuePair<string, JsonNode?> x, KeyValuePair<string, JsonNode?> y) => string.CompareOrdinal(x.Key, y.Key);
    }
}
