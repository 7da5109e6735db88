using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;

namespace Firesteel.Lake.Specification.Fields;

/// <summary>Fields read from a document; what is wrong is collected, never thrown.</summary>
internal sealed class ReadFields(YamlDocument document, JsonObject json, string path, ImmutableArray<Problem>.Builder problems) : FieldSource
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public override Location Where => document.Locate(path);

    public override string? Text(Field field) => Value(field) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) && text.Length > 0 => text,
        JsonValue value when field.Name == "version" => value.ToJsonString(), // 3.5 is a version to whoever wrote it
        _ => Wrong<string>(field.Name, "is not a text", "write a text"),
    };

    public override bool? Flag(Field field) => Value(field) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        _ => WrongValue<bool>(field.Name, "is neither true nor false", "write true or false"),
    };

    public override int? Number(Field field, int minimum, int maximum) => Value(field) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out long number) && number >= minimum && number <= maximum => (int)number,
        _ => WrongValue<int>(field.Name, $"is not a whole number from {minimum} to {maximum}", $"write a number, for instance {Math.Max(minimum, 7)}"),
    };

    public override long? Size(Field field) => Value(field) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out long bytes) && bytes >= 0 => bytes,
        JsonValue value when value.TryGetValue(out string? text) && (text == "none" ? 0 : ByteSize.Parse(text)) is { } size => size,
        _ => WrongValue<long>(field.Name, "is not a size", "write for instance 100GiB, or none"),
    };

    public override T? Choice<T>(Field field, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Value(field) is not { } node)
            return null;
        return Pick(field.Name, node, choices);
    }

    public override ImmutableArray<T>? Choices<T>(Field field, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Value(field) is not { } node)
            return null;
        if (node is not JsonArray items)
        {
            Refuse(field.Name, "is not a list", $"write for instance [{choices[0].Word}]");
            return null;
        }

        var picked = ImmutableArray.CreateBuilder<T>();
        for (var i = 0; i < items.Count; i++)
        {
            if (Pick($"{field.Name}[{i}]", items[i], choices) is { } value)
                picked.Add(value);
        }

        return picked.ToImmutable();
    }

    public override ImmutableArray<string>? Texts(Field field)
    {
        if (Value(field) is not { } node)
            return null;
        if (node is not JsonArray items)
            return Wrong<string>(field.Name, "is not a list", "write a list of texts") is null ? null : [];
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is JsonValue value && value.TryGetValue(out string? text))
                texts.Add(text);
            else
                Refuse($"{field.Name}[{i}]", "is not a text", "write a text");
        }

        return texts.ToImmutable();
    }

    public override ImmutableSortedDictionary<string, string>? Map(Field field)
    {
        if (Value(field) is not { } node)
            return null;
        if (node is not JsonObject map)
            return Wrong<ImmutableSortedDictionary<string, string>>(field.Name, "is not a mapping", "write key: value lines");
        var entries = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in map)
        {
            if (value is JsonValue scalar)
                entries[key] = scalar.TryGetValue(out string? text) ? text : scalar.ToJsonString();
            else
                Refuse($"{field.Name}.{key}", "is not a text", "write a text");
        }

        return entries.ToImmutable();
    }

    public override T? Section<T>(Field field, Func<FieldSource, T?> read)
        where T : class =>
        Value(field) switch
        {
            null => null,
            JsonObject section => Child(section, field.Name, read),
            _ => Wrong<T>(field.Name, "is not a section", "write its fields below it, indented"),
        };

    public override ImmutableArray<T>? Sections<T>(Field field, Func<FieldSource, T?> read)
        where T : class
    {
        if (Value(field) is not { } node)
            return null;
        if (node is not JsonArray items)
        {
            Refuse(field.Name, "is not a list", "begin each entry with '- '");
            return null;
        }

        var sections = ImmutableArray.CreateBuilder<T>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is JsonObject section)
            {
                if (Child(section, $"{field.Name}[{i}]", read) is { } value)
                    sections.Add(value);
            }
            else
            {
                Refuse($"{field.Name}[{i}]", "is not a section", "write its fields below it, indented");
            }
        }

        return sections.ToImmutable();
    }

    public override void Refuse(string field, string what, string cure, Severity severity = Severity.Error)
    {
        var at = path.Length == 0 ? field : $"{path}.{field}";
        problems.Add(new Problem(document.Locate(at), $"{at} {what}", cure, severity));
    }

    public override void Forbid(string field, string what, string cure)
    {
        _known.Add(field);
        if (json.ContainsKey(field))
            Refuse(field, what, cure);
    }

    /// <summary>Reads the fields, then names those that nobody asked for.</summary>
    public T? ReadAll<T>(Func<FieldSource, T?> read)
        where T : class
    {
        var result = read(this);
        foreach (var (name, _) in json.Where(member => !_known.Contains(member.Key)))
            Refuse(name, "is not a known field", Nearest(name) is { } near ? $"did you mean {near}?" : $"known here: {string.Join(", ", _known.Order())}");
        return result;
    }

    private T? Child<T>(JsonObject section, string name, Func<FieldSource, T?> read)
        where T : class =>
        new ReadFields(document, section, path.Length == 0 ? name : $"{path}.{name}", problems).ReadAll(read);

    private JsonNode? Value(Field field)
    {
        _known.Add(field.Name);
        var value = json[field.Name];
        if (value is null && field.Required)
        {
            var at = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            problems.Add(new Problem(Where, $"{at} is missing", $"add {field.Name}: {field.Description}"));
        }

        return value;
    }

    private T? Pick<T>(string name, JsonNode? node, ReadOnlySpan<(string Word, T Value)> choices)
        where T : struct
    {
        var text = node is JsonValue value && value.TryGetValue(out string? word) ? word : null;
        var words = new List<string>();
        foreach (var choice in choices)
        {
            if (string.Equals(choice.Word, text, StringComparison.OrdinalIgnoreCase))
                return choice.Value;
            words.Add(choice.Word);
        }

        Refuse(name, $"is not one of {string.Join(", ", words)}", SpellingDistance.Nearest(text ?? "", words) is { } near ? $"did you mean {near}?" : $"write {words[0]}");
        return null;
    }

    private string? Nearest(string name) => SpellingDistance.Nearest(name, _known);

    private T? Wrong<T>(string field, string what, string cure)
        where T : class
    {
        Refuse(field, what, cure);
        return null;
    }

    private T? WrongValue<T>(string field, string what, string cure)
        where T : struct
    {
        Refuse(field, what, cure);
        return null;
    }
}
