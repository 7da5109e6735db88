using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Schema;

/// <summary>
/// Reads the API's records from JSON. Everything that is wrong becomes a problem with its field path, and reading goes on;
/// a wrong field keeps its default.
/// </summary>
internal sealed class SchemaReader(ICollection<Problem> problems, bool strict = true)
{
    public T Read<T>(JsonObject json, string path) where T : new() => (T)ReadRecord(typeof(T), json, path);

    private object ReadRecord(Type type, JsonObject json, string path)
    {
        var value = Activator.CreateInstance(type)!;
        var fields = FieldDefinition.Of(type);
        foreach (var field in fields)
        {
            var own = Join(path, field.Name);
            if (json[field.Name] is not { } node || IsEmpty(field, node))
            {
                if (field.Facts.Required && strict)
                    Fail(own, $"{field.Name} is missing", $"add {own}: {field.Facts.Description}");
            }
            else if (ReadValue(field.Type, field, node, own) is { } read)
            {
                field.Property.SetValue(value, read);
            }
        }

        if (strict)
            CheckNames(json, path, [.. fields.Select(field => field.Name)]);
        return value;
    }

    public void CheckNames(JsonObject json, string path, IReadOnlyCollection<string> known)
    {
        foreach (var (name, _) in json)
        {
            if (known.Contains(name))
                continue;
            var nearest = NearestName.Find(name, known);
            Fail(Join(path, name), $"unknown field {name}", nearest is null ? "remove it, or check where it belongs" : $"did you mean {nearest}?");
        }
    }

    private object? ReadValue(Type type, FieldDefinition field, JsonNode node, string path)
    {
        if (type == typeof(string))
            return ReadText(field, node, path);
        if (type == typeof(bool))
            return node is JsonValue value && value.TryGetValue(out bool flag) ? flag : Wrong(path, node, "true or false");
        if (type == typeof(int) || type == typeof(long))
            return ReadNumber(type, field, node, path);
        if (type.IsEnum)
            return ReadEnum(type, node, path);
        if (type == typeof(DateTimeOffset))
            return node is JsonValue value && value.TryGetValue(out string? text) && DateTimeOffset.TryParse(text, out var time) ? time : Wrong(path, node, "a time such as 2026-01-31T12:00:00Z");
        if (type == typeof(JsonObject))
            return node is JsonObject carried ? carried.DeepClone() : Wrong(path, node, "a mapping");
        if (IsGeneric(type, typeof(ImmutableArray<>)))
            return node is JsonArray list ? ReadList(type.GetGenericArguments()[0], field, list, path) : Wrong(path, node, "a list");
        if (IsGeneric(type, typeof(ImmutableSortedDictionary<,>)))
            return node is JsonObject map ? ReadMap(type.GetGenericArguments()[1], field, map, path) : Wrong(path, node, "a mapping");
        return node is JsonObject json ? ReadRecord(type, json, path) : Wrong(path, node, "a mapping");
    }

    private object? ReadText(FieldDefinition field, JsonNode node, string path)
    {
        // As Kubernetes' own references are written, and as Airflow writes them.
        if (field.Facts.MayBeReference && node is JsonObject { Count: 1 } reference && reference["name"] is { } name)
            node = name;
        if (node is not JsonValue value || !value.TryGetValue(out string? text))
            return Wrong(path, node, "text", node is JsonValue ? $"put it in quotes: \"{node}\"" : null);
        if (strict && field.Facts.OneOf.Length > 0 && !field.Facts.OneOf.Contains(text))
            Fail(path, $"{text} is not allowed", $"use one of {string.Join(", ", field.Facts.OneOf)}");
        else if (strict && TextFormats.Problem(field.Facts.Format, text) is { } wrong)
            Fail(path, wrong.What, wrong.Cure);
        return text;
    }

    private object? ReadNumber(Type type, FieldDefinition field, JsonNode node, string path)
    {
        if (node is not JsonValue value || node.GetValueKind() != JsonValueKind.Number || !long.TryParse(value.ToJsonString(), out var number))
            return Wrong(path, node, "a whole number", node.GetValueKind() == JsonValueKind.String && long.TryParse(node.ToString(), out _) ? "remove the quotes" : null);
        if (strict && (number < field.Facts.Minimum || number > field.Facts.Maximum))
            Fail(path, $"{number} is out of range", $"use {Range(field.Facts)}");
        if (type == typeof(long))
            return number;
        if (number is >= int.MinValue and <= int.MaxValue)
            return (int)number;
        Fail(path, $"{number} is out of range", "use a smaller number");
        return null;
    }

    private static string Range(FieldAttribute facts) => facts.Maximum == long.MaxValue
        ? $"{facts.Minimum} or more"
        : $"{facts.Minimum} to {facts.Maximum}";

    private object? ReadEnum(Type type, JsonNode node, string path)
    {
        var names = EnumNames.Of(type);
        if (node is JsonValue value && value.TryGetValue(out string? text) && names.FirstOrDefault(name => name.Key == text) is { Value: { } member })
            return member;
        if (strict)
            Fail(path, $"{node.ToJsonString()} is not allowed", $"use one of {string.Join(", ", names.Select(name => name.Key))}");
        return null;
    }

    private object ReadList(Type item, FieldDefinition field, JsonArray list, string path)
    {
        var values = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is { } node && ReadValue(item, field, node, $"{path}[{index}]") is { } value)
                values.Add(value);
        }

        return ToImmutableArray.MakeGenericMethod(item).Invoke(null, [values])!;
    }

    private object ReadMap(Type item, FieldDefinition field, JsonObject map, string path)
    {
        var values = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
        foreach (var (key, node) in map)
        {
            if (node is not null && ReadValue(item, field, node, Join(path, key)) is { } value)
                values[key] = value;
        }

        return ToImmutableMap.MakeGenericMethod(item).Invoke(null, [values])!;
    }

    private object? Wrong(string path, JsonNode node, string expected, string? cure = null)
    {
        var found = node switch { JsonObject => "a mapping", JsonArray => "a list", _ => node.ToJsonString() };
        Fail(path, $"must be {expected}, but is {found}", cure ?? $"write {expected}");
        return null;
    }

    private void Fail(string path, string what, string cure) => problems.Add(new Problem(Location.Field(path), what, cure));

    /// <summary>An empty text is no text: templates write <c>image: ""</c> for one that is not given.</summary>
    private static bool IsEmpty(FieldDefinition field, JsonNode node) => field.Type == typeof(string) && node is JsonValue value && value.TryGetValue(out string? text) && text.Length == 0;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static ImmutableArray<T> ArrayOf<T>(List<T> items) => [.. items];

    private static ImmutableSortedDictionary<string, T> MapOf<T>(Dictionary<string, T> entries) => entries.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static readonly MethodInfo ToImmutableArray = typeof(SchemaReader).GetMethod(nameof(ArrayOf), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo ToImmutableMap = typeof(SchemaReader).GetMethod(nameof(MapOf), BindingFlags.Static | BindingFlags.NonPublic)!;
}
