using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>
/// Kubernetes' own types (1.34): names, protobuf numbers, patch and list-map keys. Read once from the table that
/// <c>eng/update-kinds.sh</c> generates; a few milliseconds.
/// </summary>
public sealed class BuiltInTypes
{
    private static readonly Lazy<BuiltInTypes> Loaded = new(Load);

    private readonly FrozenDictionary<string, GoType> _types;
    private readonly FrozenDictionary<string, string> _kinds;

    private BuiltInTypes(Dictionary<string, GoType> types, Dictionary<string, string> kinds) =>
        (_types, _kinds) = (types.ToFrozenDictionary(StringComparer.Ordinal), kinds.ToFrozenDictionary(StringComparer.Ordinal));

    public static BuiltInTypes Table => Loaded.Value;

    /// <summary><c>apps/v1/Deployment</c>, <c>v1/Pod</c>, <c>v1/PodList</c>, <c>v1/DeleteOptions</c>…</summary>
    public IEnumerable<string> Kinds => _kinds.Keys;

    public GoType? Find(string typeName) => _types.GetValueOrDefault(typeName);

    /// <summary>The type of a kind; DeleteOptions and the like exist in every group.</summary>
    public GoType? OfKind(string apiVersion, string kind)
    {
        if (_kinds.TryGetValue($"{apiVersion}/{kind}", out var name) || _kinds.TryGetValue($"meta/v1/{kind}", out name))
            return Find(name);
        return kind.EndsWith("Options", StringComparison.Ordinal) && _kinds.TryGetValue($"v1/{kind}", out name) ? Find(name) : null;
    }

    private static BuiltInTypes Load()
    {
        using var stream = typeof(BuiltInTypes).Assembly.GetManifestResourceStream("BuiltInTypes.txt")
            ?? throw new InvalidOperationException("the table of built-in types is not in the assembly");
        using var reader = new StreamReader(stream);
        var types = new Dictionary<string, GoType>(640, StringComparer.Ordinal);
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        var atomic = new HashSet<string>(StringComparer.Ordinal);
        var fields = ImmutableArray.CreateBuilder<GoField>();
        var name = "";
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            switch (line[0])
            {
                case '#':
                    var blank = line.IndexOf(' ', StringComparison.Ordinal);
                    kinds[line[1..blank]] = line[(blank + 1)..];
                    break;
                case '!':
                    atomic.Add(line[1..]);
                    break;
                case '@':
                    Flush();
                    name = line[1..];
                    break;
                default:
                    fields.Add(ParseField(line));
                    break;
            }
        }

        Flush();
        return new(types, kinds);

        void Flush()
        {
            if (name.Length > 0)
                types[name] = new(name, atomic.Contains(name), fields.ToImmutable());
            fields.Clear();
        }
    }

    private static GoField ParseField(string line)
    {
        var parts = line.Split(' ');
        string? strategy = null, key = null, list = null;
        JsonNode? @default = null;
        bool optional = false, pointer = false, varint = false;
        foreach (var part in parts.AsSpan(3))
        {
            switch (part)
            {
                case "o": optional = true; break;
                case "*": pointer = true; break;
                case "varint": varint = true; break;
                case ['s', '=', .. var value]: strategy = value; break;
                case ['k', '=', .. var value]: key = value; break;
                case ['l', '=', .. var value]: list = value; break;
                case ['d', '=', .. var value]: @default = JsonNode.Parse(value); break;
            }
        }

        return new(parts[0] == "-" ? "" : parts[0], int.Parse(parts[1]), parts[2], optional, strategy, key, list, @default, pointer, varint);
    }
}
