using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.Node.Scheduling;

/// <summary>Amounts of resources as numbers to reckon with: cores, bytes, pods.</summary>
internal static class ResourceAmount
{
    /// <returns>Null when the text is no quantity.</returns>
    public static decimal? Parse(string? text) => text is not null && Quantity.TryParse(text, out var quantity, out _) ? quantity.ToDecimal() : null;

    /// <summary>Of a field that may also be written as a number.</summary>
    public static decimal? Of(JsonNode? parent, string name) =>
        (parent as JsonObject)?[name] is JsonValue value ? Parse(JsonFields.AsText(value) ?? value.ToJsonString()) : null;
}
