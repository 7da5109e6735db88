using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Kinds;

/// <summary>A printer column.</summary>
/// <param name="Type">OpenAPI type: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c> or <c>date</c>.</param>
/// <param name="Cell">The value of a row; null prints as <c>&lt;none&gt;</c>.</param>
public sealed record Column(string Name, string Type, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    public string Format { get; init; } = "";
    public string Description { get; init; } = "";
    /// <summary>0 is always shown, others with <c>-o wide</c>.</summary>
    public int Priority { get; init; }
}
