namespace Firesteel.Kube.Yaml;

/// <summary>A value with its place in the text. Aliases share nodes, so the same node can stand in several places.</summary>
internal abstract class YamlNode(YamlPosition position)
{
    public YamlPosition Position { get; } = position;
}

/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
internal readonly record struct YamlPosition(int Line, int Column);

internal sealed class YamlScalar(YamlPosition position, YamlValue value) : YamlNode(position)
{
    public YamlValue Value { get; } = value;
}

internal sealed class YamlSequence(YamlPosition position) : YamlNode(position)
{
    public List<YamlNode> Items { get; } = [];
}

internal sealed record YamlEntry(string Key, YamlPosition KeyPosition, YamlNode Value);

internal sealed class YamlMapping(YamlPosition position) : YamlNode(position)
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<YamlEntry> entries = [];

    public IReadOnlyList<YamlEntry> Entries => entries;

    public YamlEntry? Find(ReadOnlySpan<char> key) =>
        places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var place) ? entries[place] : null;

    /// <summary>The last one wins, in the place of the first.</summary>
    /// <returns>The entry that stood there before.</returns>
    public YamlEntry? Set(YamlEntry entry)
    {
        if (places.TryAdd(entry.Key, entries.Count))
        {
            entries.Add(entry);
            return null;
        }

        var before = entries[places[entry.Key]];
        entries[places[entry.Key]] = entry;
        return before;
    }
}
