using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Submission.Templates;

/// <summary>
/// JSON types of a Pod's fields, from Kubernetes' released Go types (<c>pod-fields.txt</c>, written by <c>eng/update-pod-fields.py</c>).
/// Codes: s text, i integer, b boolean, f number, q quantity, x integer or text, <c>[</c> list, <c>{</c> map, else a type's name.
/// </summary>
internal static class PodFieldTypes
{
    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, string>>> Types = new(Load);

    /// <summary>Converts scalars to their field's type, in place, as a lenient typed reader does; unknown fields stay.</summary>
    /// <returns>What cannot be converted; null when all is well.</returns>
    public static string? Coerce(JsonObject pod) => CoerceMembers(pod, "Pod", "");

    /// <summary>Says what is unknown (a warning, Kubernetes may have grown) or of a wrong type (an error) below a value.</summary>
    public static void Look(JsonNode node, string code, string path, ICollection<Problem> problems)
    {
        if (code[0] is '[' or '{')
        {
            LookInside(node, code, path, problems);
            return;
        }

        if (char.IsUpper(code[0]))
        {
            if (!Types.Value.TryGetValue(code, out var fields))
                return;
            if (node is not JsonObject map)
            {
                problems.Add(new(Location.Field(path), $"must be a mapping, but is {Shape(node)}", "check the indentation"));
                return;
            }

            foreach (var (name, member) in map)
            {
                var own = $"{path}.{name}";
                if (!fields.TryGetValue(name, out var inner))
                    problems.Add(new(Location.Field(own), $"unknown field {name}", NearestName.Find(name, fields.Keys) is { } nearest ? $"did you mean {nearest}?" : "check the spelling and the indentation", Severity.Warning));
                else if (member is not null)
                    Look(member, inner, own, problems);
            }

            return;
        }

        if (code[0] != '*' && !IsOf(node, code[0]))
            problems.Add(new(Location.Field(path), $"must be {Expected(code[0])}, but is {Shape(node)}", code[0] == 's' && node is JsonValue ? $"put it in quotes: \"{node}\"" : $"write {Expected(code[0])}"));
    }

    private static void LookInside(JsonNode node, string code, string path, ICollection<Problem> problems)
    {
        if (code[0] == '[' && node is JsonArray list)
        {
            for (var index = 0; index < list.Count; index++)
            {
                if (list[index] is { } item)
                    Look(item, code[1..], $"{path}[{index}]", problems);
            }
        }
        else if (code[0] == '{' && node is JsonObject map)
        {
            foreach (var (key, member) in map)
            {
                if (member is not null)
                    Look(member, code[1..], $"{path}.{key}", problems);
            }
        }
        else
        {
            problems.Add(new(Location.Field(path), $"must be a {(code[0] == '[' ? "list" : "mapping")}, but is {Shape(node)}", "check the indentation and the dashes"));
        }
    }

    private static bool IsOf(JsonNode node, char code) => node.GetValueKind() switch
    {
        JsonValueKind.String => code is 's' or 'q' or 'x',
        JsonValueKind.Number => code is 'i' or 'f' or 'q' or 'x',
        JsonValueKind.True or JsonValueKind.False => code == 'b',
        _ => false,
    };

    private static string Expected(char code) => code switch { 's' => "text", 'i' => "a whole number", 'f' => "a number", 'b' => "true or false", 'q' => "a quantity", _ => "a number or text" };

    private static string Shape(JsonNode node) => node switch { JsonObject => "a mapping", JsonArray => "a list", _ => node.ToJsonString() };

    private static string? CoerceMembers(JsonObject value, string type, string path)
    {
        if (!Types.Value.TryGetValue(type, out var fields))
            return null;
        foreach (var (name, member) in value.ToArray())
        {
            if (!fields.TryGetValue(name, out var code))
                continue;
            if (member is null || code[0] is '[' && member is JsonArray { Count: 0 } || code[0] is '{' && member is JsonObject { Count: 0 })
            {
                value.Remove(name); // the client writes neither nulls nor empty lists
                continue;
            }

            var (converted, problem) = Convert(member, code, $"{path}{name}");
            if (problem is not null)
                return problem;
            if (!ReferenceEquals(converted, member))
                value[name] = converted;
        }

        return null;
    }

    private static (JsonNode? Value, string? Problem) Convert(JsonNode? node, string code, string path)
    {
        if (node is null)
            return (null, null);
        switch (code[0])
        {
            case '[':
                return node is JsonArray list ? (node, ConvertItems(list, code[1..], path)) : (null, $"{path} must be a list");
            case '{':
                return node is JsonObject map ? (node, ConvertEntries(map, code[1..], path)) : (null, $"{path} must be a mapping");
            case var first when char.IsUpper(first):
                return node is JsonObject item ? (node, CoerceMembers(item, code, $"{path}.")) : (null, $"{path} must be a mapping");
            case '*':
                return (node, null);
        }

        if (node is not JsonValue scalar)
            return (null, $"{path} must be a single value");
        return Scalar(scalar, code[0]) is { } value ? (value, null) : (null, $"{path} has a value of a wrong type: {scalar}");
    }

    private static string? ConvertItems(JsonArray list, string code, string path)
    {
        for (var index = 0; index < list.Count; index++)
        {
            var (converted, problem) = Convert(list[index], code, $"{path}[{index}]");
            if (problem is not null)
                return problem;
            if (!ReferenceEquals(converted, list[index]))
                list[index] = converted;
        }

        return null;
    }

    private static string? ConvertEntries(JsonObject map, string code, string path)
    {
        foreach (var (key, member) in map.ToArray())
        {
            var (converted, problem) = Convert(member, code, $"{path}.{key}");
            if (problem is not null)
                return problem;
            if (!ReferenceEquals(converted, member))
                map[key] = converted;
        }

        return null;
    }

    private static JsonValue? Scalar(JsonValue value, char code)
    {
        var kind = value.GetValueKind();
        var text = kind == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        switch (code)
        {
            case 's' or 'q':
                return kind == JsonValueKind.String ? value : JsonValue.Create(text);
            case 'i':
                return kind == JsonValueKind.Number ? Whole(value, text) : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? JsonValue.Create(integer) : null;
            case 'f':
                return kind == JsonValueKind.Number ? value : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;
            case 'b':
                return kind is JsonValueKind.True or JsonValueKind.False ? value : bool.TryParse(text, out var boolean) ? JsonValue.Create(boolean) : null;
            default:
                return value;
        }
    }

    // Digits behind the point are cut off.
    private static JsonValue? Whole(JsonValue value, string text) =>
        text.AsSpan().IndexOfAny(".eE") < 0 ? value : double.Parse(text, CultureInfo.InvariantCulture) is var number && Math.Abs(number) < 1e18 ? JsonValue.Create((long)number) : null;

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        using var resource = typeof(PodFieldTypes).Assembly.GetManifestResourceStream("pod-fields.txt")
            ?? throw new InvalidOperationException("pod-fields.txt is not embedded");
        using var reader = new StreamReader(resource);
        var types = new Dictionary<string, FrozenDictionary<string, string>>();
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            types[words[0]] = words.Skip(1).Select(word => word.Split(':', 2)).ToFrozenDictionary(word => word[0], word => word[1]);
        }

        return types.ToFrozenDictionary();
    }
}
