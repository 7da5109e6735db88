using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Wire;

/// <param name="Root">Null for the JSON null and when there is an error.</param>
/// <param name="Duplicates">Paths of members given more than once (<c>spec.size</c>); the last one counts.</param>
/// <param name="Error">In the words of Go's decoder; null when the text is JSON.</param>
public sealed record JsonReading(JsonNode? Root, ImmutableArray<string> Duplicates, string? Error)
{
    /// <summary>Keys given more than once in YAML, each as <c>line 5: key "name" already set in map</c>.</summary>
    public ImmutableArray<string> Repeats { get; init; } = [];

    /// <summary>What a strict reading has to say: YAML says it all at once.</summary>
    public IEnumerable<string> StrictErrors => Duplicates.Select(path => $"duplicate field \"{path}\"")
        .Concat(Repeats.IsEmpty ? [] : [$"yaml: unmarshal errors:\n  {string.Join("\n  ", Repeats)}"]);

    /// <summary>What a lenient reading warns of.</summary>
    public IEnumerable<string> Warnings => Duplicates.Select(path => $"duplicate field \"{path}\"").Concat(Repeats);
}
