using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Yaml;

/// <summary>One document of a YAML or JSON text, with the memory of where each field stood.</summary>
public sealed class YamlDocument
{
    private readonly string file;
    private readonly YamlNode root;

    internal YamlDocument(string file, YamlNode root, JsonNode json)
    {
        this.file = file;
        this.root = root;
        Root = json;
    }

    /// <summary>The document as JSON, its keys in the order of the text.</summary>
    public JsonNode Root { get; }

    /// <summary>
    /// <c>file:line:column</c> of a field path such as <c>spec.driver.cores</c>, <c>spec.volumes[0].name</c> or
    /// <c>metadata.labels[a.b/c]</c>; keys may contain dots. A field that is not there is located at its nearest parent.
    /// </summary>
    public Location Locate(string fieldPath)
    {
        var node = root;
        var position = root.Position;
        var rest = fieldPath.AsSpan();
        while (rest.Length > 0 && Step(node, ref rest) is { } found)
            (node, position) = found;
        return Location.File(file, position.Line, position.Column);
    }

    private static (YamlNode Node, YamlPosition Position)? Step(YamlNode node, ref ReadOnlySpan<char> rest)
    {
        if (rest[0] == '.')
            rest = rest[1..];
        if (rest.Length == 0)
            return null;
        if (rest[0] == '[' && rest.IndexOf(']') is var close and > 0)
        {
            var inside = rest[1..close].Trim("'\"");
            rest = rest[(close + 1)..];
            if (node is YamlSequence sequence)
                return int.TryParse(inside, out var index) && index >= 0 && index < sequence.Items.Count
                    ? (sequence.Items[index], sequence.Items[index].Position) : null;
            return (node as YamlMapping)?.Find(inside) is { } named ? (named.Value, named.KeyPosition) : null;
        }

        YamlEntry? longest = null;
        foreach (var entry in (node as YamlMapping)?.Entries ?? [])
        {
            if (rest.StartsWith(entry.Key) && (rest.Length == entry.Key.Length || rest[entry.Key.Length] is '.' or '[')
                && entry.Key.Length >= (longest?.Key.Length ?? 1))
                longest = entry;
        }

        if (longest is null)
            return null;
        rest = rest[longest.Key.Length..];
        return (longest.Value, longest.KeyPosition);
    }
}
