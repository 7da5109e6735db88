using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <param name="Root">Null for the JSON null and when there is an error.</param>
/// <param name="Duplicates">Paths of members given more than once (<c>spec.size</c>); the last one counts.</param>
/// <param name="Error">In the words of Go's decoder; null when the text is JSON.</param>
public sealed record JsonReading(JsonNode? Root, ImmutableArray<string> Duplicates, string? Error);
