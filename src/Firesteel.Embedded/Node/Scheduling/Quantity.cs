using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Scheduling;

/// <summary>Kubernetes' resource quantities as numbers: <c>500m</c>, <c>1.5</c>, <c>2Gi</c>, <c>1e3</c>.</summary>
internal static class Quantity
{
    private static readonly Dictionary<string, decimal> Suffixes = new()
    {
        [""] = 1,
        ["n"] = 1e-9m,
        ["u"] = 1e-6m,
        ["m"] = 1e-3m,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["P"] = 1e15m,
        ["E"] = 1e18m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["Pi"] = 1L << 50,
        ["Ei"] = 1L << 60,
    };

    /// <returns>Null when the text is no quantity.</returns>
    public static decimal? Parse(string? text)
    {
        if (text is null)
            return null;
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (end < text.Length && text[end] == '.')
            end++;
        return decimal.TryParse(text.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Suffixes.TryGetValue(text[end..], out var factor)
            ? number * factor
            : null;
    }

    /// <summary>Of a field that may also be written as a number.</summary>
    public static decimal? Of(JsonNode? parent, string name) =>
        (parent as JsonObject)?[name] is JsonValue value ? Parse(JsonFields.AsText(value) ?? value.ToJsonString()) : null;

    /// <summary>Whole units, rounded up as Kubernetes does.</summary>
    public static long CeilingOf(JsonNode? parent, string name, decimal unit) => (long)Math.Ceiling((Of(parent, name) ?? 0) / unit);
}
