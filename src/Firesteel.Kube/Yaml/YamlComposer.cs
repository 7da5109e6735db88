using System.Text;
using Firesteel.Kube.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Firesteel.Kube.Yaml;

/// <summary>From parse events to nodes: resolves scalars, aliases and merges, and notes every semantic problem.</summary>
internal sealed class YamlComposer(IParser parser, string file, int firstLine, YamlOptions options, List<Problem> problems)
{
    private const string TagPrefix = "tag:yaml.org,2002:";
    internal const string TooDeep = "nested too deep";

    /// <summary>Nobody reads more, and a text made for it could hold millions.</summary>
    private const int MostProblems = 1000;

    /// <summary>Null while the anchored node is still open.</summary>
    private readonly Dictionary<string, YamlNode?> anchors = new(StringComparer.Ordinal);

    /// <summary>A mapping that is merged over and over costs as much as an alias that is expanded.</summary>
    private int mergedValues;

    /// <summary>Entries that a merge brought.</summary>
    private readonly HashSet<YamlEntry> merged = new(ReferenceEqualityComparer.Instance);

    /// <returns>The documents' roots; an empty document has a null scalar.</returns>
    public IEnumerable<YamlNode> Documents()
    {
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out var document))
        {
            if (document.Version is { } version && version.Version is not { Major: 1, Minor: 1 })
                Report(document.Start, $"the directive says YAML {version.Version.Major}.{version.Version.Minor}, and Kubernetes reads 1.1", "remove the %YAML line");
            anchors.Clear();
            yield return Node(1);
            parser.Consume<DocumentEnd>();
        }
    }

    private YamlNode Node(int depth)
    {
        if (depth > options.MaxDepth)
            throw new YamlException(parser.Current!.Start, parser.Current.End, TooDeep);
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return Aliased(alias);
        if (parser.TryConsume<Scalar>(out var scalar))
            return Anchored(scalar, new YamlScalar(At(scalar.Start), Value(scalar)));
        if (parser.TryConsume<SequenceStart>(out var start))
        {
            Open(start);
            var sequence = new YamlSequence(At(start.Start));
            while (!parser.TryConsume<SequenceEnd>(out _))
                sequence.Items.Add(Node(depth + 1));
            return Anchored(start, sequence);
        }

        return Mapping(parser.Consume<MappingStart>(), depth);
    }

    private YamlNode Mapping(MappingStart start, int depth)
    {
        Open(start);
        var mapping = new YamlMapping(At(start.Start));
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var keyEvent = parser.Current!;
            var isMerge = keyEvent is Scalar { Value: "<<", Style: ScalarStyle.Plain, Tag.IsEmpty: true } or Scalar { Tag.IsEmpty: false, Tag.Value: TagPrefix + "merge" };
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (isMerge)
                Merge(mapping, value, keyEvent.Start);
            else if (Key(key, keyEvent.Start) is { } name && mapping.Set(new(name, key.Position, value)) is { } before)
                Duplicate(name, key.Position, before.KeyPosition, merged.Contains(before) ? options.MergeOverrides : options.DuplicateKeys);
        }

        return Anchored(start, mapping);
    }

    private void Merge(YamlMapping into, YamlNode value, Mark where)
    {
        var sources = value switch
        {
            YamlMapping one => [one],
            YamlSequence many when many.Items.All(item => item is YamlMapping) => many.Items.Cast<YamlMapping>().Reverse(),
            _ => (IEnumerable<YamlMapping>?)null,
        };
        if (sources is null)
        {
            Report(where, "<< merges something that is no mapping", "give it a mapping or a list of mappings, such as <<: *defaults");
            return;
        }

        // Kubernetes' reader sets what is merged in the order of the text, so a merge also overrides keys above it.
        foreach (var source in sources)
        {
            if ((mergedValues += source.Entries.Count) > options.MaxValues)
                throw new YamlJson.TooBigException(At(where));
            foreach (var entry in source.Entries)
            {
                var copy = entry with { };
                merged.Add(copy);
                if (into.Set(copy) is { } before)
                    Duplicate(entry.Key, At(where), before.KeyPosition, options.MergeOverrides);
            }
        }
    }

    private string? Key(YamlNode key, Mark where)
    {
        switch ((key as YamlScalar)?.Value)
        {
            case { Kind: YamlKind.Text } text:
                return text.Text;
            case { Kind: YamlKind.Bool } flag:
                return flag.Bool ? "true" : "false";
            case { Kind: YamlKind.Integer } integer when integer.Integer <= long.MaxValue:
                return integer.Integer.ToString();
            case { Kind: YamlKind.Float } number:
                return GoFloat.Format((float)number.Float);
            case { Kind: YamlKind.Null }:
                Report(where, "a key is null", "give the key a name, or quote it");
                return null;
            case { Kind: YamlKind.Integer }:
                Report(where, "a key is a number beyond 64 bits", "quote the key");
                return null;
            default:
                Report(where, "a key is a list or a mapping", "use a plain text as the key; a value that begins with { or [ needs quotes, as in \"{{ name }}\"");
                return null;
        }
    }

    private YamlValue Value(Scalar scalar)
    {
        // The parser overlooks the end of a key that has an asterisk in it.
        if (scalar.Style == ScalarStyle.Plain && scalar.Value.Contains(": ", StringComparison.Ordinal))
            Report(scalar.Start, $"the key before the colon in {YamlText.Quote(scalar.Value)} contains a *", "quote the key");
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
            return scalar.Style == ScalarStyle.Plain ? Finite(YamlScalars.Resolve(scalar.Value), scalar) : YamlValue.Of(scalar.Value);
        var tag = scalar.Tag.Value;
        if (!tag.StartsWith(TagPrefix, StringComparison.Ordinal))
            return YamlValue.Of(scalar.Value);
        var resolved = YamlScalars.Resolve(scalar.Value);
        switch (tag[TagPrefix.Length..], resolved.Kind)
        {
            case ("binary", _):
                return Binary(scalar);
            case ("int", YamlKind.Integer) or ("bool", YamlKind.Bool) or ("null", YamlKind.Null):
                return resolved;
            case ("float", YamlKind.Float):
                return Finite(resolved, scalar);
            case ("float", YamlKind.Integer):
                return YamlValue.Of((double)resolved.Integer);
            case ("int" or "bool" or "null" or "float", _):
                Report(scalar.Start, $"{YamlText.Quote(scalar.Value)} is no {tag[TagPrefix.Length..]}", "remove the tag or correct the value");
                return YamlValue.Of(scalar.Value);
            default:
                return YamlValue.Of(scalar.Value);
        }
    }

    private YamlValue Binary(Scalar scalar)
    {
        try
        {
            return YamlValue.Of(new UTF8Encoding(false, true).GetString(Convert.FromBase64String(scalar.Value)));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            Report(scalar.Start, "!!binary is followed by something that is not the base64 of a text", "correct the value or remove the tag");
            return YamlValue.Of("");
        }
    }

    private YamlValue Finite(YamlValue value, Scalar scalar)
    {
        if (value.Kind != YamlKind.Float || double.IsFinite(value.Float))
            return value;
        Report(scalar.Start, $"{scalar.Value} has no form in JSON", "quote it if a text is meant");
        return YamlValue.Null;
    }

    private void Open(NodeEvent start)
    {
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = null;
    }

    private YamlNode Anchored(NodeEvent start, YamlNode node)
    {
        if (!start.Anchor.IsEmpty)
            anchors[start.Anchor.Value] = node;
        return node;
    }

    private YamlNode Aliased(AnchorAlias alias)
    {
        if (anchors.TryGetValue(alias.Value.Value, out var node) && node is not null)
            return node;
        if (anchors.ContainsKey(alias.Value.Value))
            Report(alias.Start, $"the anchor {alias.Value.Value} contains itself", "break the circle");
        else
            Report(alias.Start, $"no anchor is called {alias.Value.Value}", $"mark a value above with &{alias.Value.Value}, or quote the text if it is none");
        return new YamlScalar(At(alias.Start), YamlValue.Null);
    }

    private void Duplicate(string key, YamlPosition where, YamlPosition before, Severity severity) =>
        Add(where, $"the key {YamlText.Quote(key)} stands here and in line {before.Line}", "keep one of them", severity);

    private void Report(Mark where, string what, string cure) => Add(At(where), what, cure, Severity.Error);

    private void Add(YamlPosition where, string what, string cure, Severity severity)
    {
        // An error is never left out for want of room that mere remarks took.
        if (problems.Count < MostProblems || (severity == Severity.Error && problems.Count < 2 * MostProblems))
            problems.Add(new(Location.File(file, where.Line, where.Column), what, cure, severity));
    }

    private YamlPosition At(Mark mark) => new((int)mark.Line + firstLine, (int)mark.Column);
}
