using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <summary>Values in the forms of Go's printing, which the API's messages show.</summary>
public static class GoText
{
    internal static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>%q</c>.</summary>
    public static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        for (var index = 0; index < text.Length; index++)
        {
            var c = text[index];
            switch (c)
            {
                case '"': builder.Append("\\\""); break;
                case '\\': builder.Append("\\\\"); break;
                case '\n': builder.Append("\\n"); break;
                case '\r': builder.Append("\\r"); break;
                case '\t': builder.Append("\\t"); break;
                case '\a': builder.Append("\\a"); break;
                case '\b': builder.Append("\\b"); break;
                case '\f': builder.Append("\\f"); break;
                case '\v': builder.Append("\\v"); break;
                case < ' ' or '\x7f': builder.Append($"\\x{(int)c:x2}"); break;
                case '\u00a0' or '\u00ad' or '\u2028' or '\u2029' or '\ufeff' or (>= '\u200b' and <= '\u200f') or (>= '\u0080' and < '\u00a0'):
                    builder.Append($"\\u{(int)c:x4}");
                    break;
                default: builder.Append(c); break;
            }
        }

        return builder.Append('"').ToString();
    }

    /// <summary><c>%v</c> of a float64: shortest form, with an exponent from 1e+06 and below 1e-4.</summary>
    public static string Double(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "+Inf" : "-Inf";
        if (value == 0)
            return double.IsNegative(value) ? "-0" : "0";
        var round = value.ToString("R", CultureInfo.InvariantCulture);
        var (digits, exponent) = Digits(round);
        var sign = value < 0 ? "-" : "";
        if (exponent is < -4 or >= 6)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1
            ? sign + digits + new string('0', exponent + 1 - digits.Length)
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>A value in an error message: scalars as Go prints them, the rest as JSON.</summary>
    public static string Value(JsonNode? node) => node switch
    {
        null => "null",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Quote(value.GetValue<string>()),
        JsonValue when JsonNumber.TryRead(node, out var number) => number.ToString(),
        _ => Json(node),
    };

    /// <summary>What Go's JSON decoder calls the kind of a value.</summary>
    public static string JsonKind(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "null",
    };

    /// <summary><c>%v</c> of decoded JSON: <c>map[a:1 b:[x y]]</c>.</summary>
    public static string Print(JsonNode? node) => node switch
    {
        null => "<nil>",
        JsonObject obj => $"map[{string.Join(' ', obj.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}:{Print(pair.Value)}"))}]",
        JsonArray array => $"[{string.Join(' ', array.Select(Print))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => Value(node),
    };

    /// <summary>Compact JSON with sorted keys, as Go marshals maps.</summary>
    public static string Json(JsonNode? node) => Sorted(node)?.ToJsonString(Relaxed) ?? "null";

    private static JsonNode? Sorted(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject obj:
                var sorted = new JsonObject();
                foreach (var (key, value) in obj.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    sorted[key] = Sorted(value);
                return sorted;
            case JsonArray array:
                var list = new JsonArray();
                foreach (var item in array)
                    list.Add(Sorted(item));
                return list;
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>Significant digits without trailing zeros, and the decimal exponent of the first one.</summary>
    private static (string Digits, int Exponent) Digits(string round)
    {
        var text = round.TrimStart('-');
        var exponent = 0;
        var e = text.IndexOfAny(['e', 'E']);
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text : text[..dot];
        var digits = whole + (dot < 0 ? "" : text[(dot + 1)..]);
        var leading = digits.Length - digits.TrimStart('0').Length;
        exponent += whole.Length - 1 - leading;
        digits = digits.Trim('0');
        return (digits.Length == 0 ? "0" : digits, exponent);
    }
}
