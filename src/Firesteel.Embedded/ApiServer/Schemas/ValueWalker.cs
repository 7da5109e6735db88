using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Types, limits, enums, formats and combinations of schemas.</summary>
internal sealed class ValueWalker
{
    public List<Cause> Causes { get; } = [];

    /// <summary>How much of a schema was looked at: the alternative of an <c>anyOf</c> that got furthest explains its failure.</summary>
    public int Matched { get; private set; }

    public void Visit(TypeSchema schema, JsonNode? value, Correlation old, string path)
    {
        var before = Causes.Count;
        VisitNode(schema, value, old, path);
        if (Causes.Count > before && old.Unchanged(value))
            Causes.RemoveRange(before, Causes.Count - before);
    }

    private void VisitNode(TypeSchema schema, JsonNode? value, Correlation old, string path)
    {
        Matched++;
        if (value is null)
        {
            if (schema.Type != JsonType.Any && !schema.Nullable)
                AddType(path, TypeName(schema), "null");
            CheckEnum(schema, value, path);
            return;
        }

        CheckType(schema, value, path);
        var constraints = schema.Constraints;
        if (constraints is not null)
            Combinations(constraints, value, path);
        switch (value)
        {
            case JsonObject map:
                CheckEnum(schema, value, path);
                VisitObject(schema, constraints, map, old, path);
                break;
            case JsonArray list:
                VisitArray(schema, constraints, list, old, path);
                CheckEnum(schema, value, path);
                break;
            default:
                VisitScalar(schema, constraints, (JsonValue)value, path);
                CheckEnum(schema, value, path);
                break;
        }
    }

    private void CheckType(TypeSchema schema, JsonNode value, string path)
    {
        var actual = TypeOf(value);
        if (schema.IntOrString)
        {
            if (actual is not ("integer" or "string") && !IsWholeNumber(value))
                AddType(path, "integer,string", actual);
            return;
        }

        var expected = TypeName(schema);
        if (expected.Length == 0)
            return;
        // A text with a format is judged by the format alone.
        if (schema.Format.Length > 0 && actual == "string" && schema.Type == JsonType.String)
            return;
        var fits = expected == actual || (expected == "number" && actual == "integer") || (expected == "integer" && IsWholeNumber(value));
        if (!fits)
            AddType(path, expected, actual);
    }

    private static bool IsWholeNumber(JsonNode value) => JsonNumber.TryRead(value, out var number) && number.IsWhole;

    private void VisitScalar(TypeSchema schema, SchemaConstraints? constraints, JsonValue value, string path)
    {
        if (value.GetValueKind() == JsonValueKind.String)
        {
            var text = value.GetValue<string>();
            if (constraints is not null)
                CheckText(constraints, text, path);
            if (schema.Format.Length > 0 && !Formats.IsValid(schema.Format, text))
                Causes.Add(Cause.TypeInvalid(path, GoText.Quote(text), $"{path} in body must be of type {schema.Format}: {GoText.Quote(text)}"));
        }
        else if (constraints is not null && JsonNumber.TryRead(value, out var number))
        {
            CheckNumber(constraints, number, path);
        }
    }

    private void CheckText(SchemaConstraints constraints, string text, string path)
    {
        if (constraints.MaxLength is { } max && Length(text) > max)
            Causes.Add(Cause.TooLong(path, max));
        else if (constraints.MinLength is { } min && Length(text) < min)
            Causes.Add(Cause.Invalid(path, text, $"{path} in body should be at least {min} chars long"));
        else if (constraints.PatternRegex is { } regex && !regex.IsMatch(text))
            Causes.Add(Cause.Invalid(path, text, $"{path} in body should match '{constraints.Pattern}'"));
    }

    private static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private void CheckNumber(SchemaConstraints constraints, JsonNumber number, string path)
    {
        var value = number.AsDouble;
        if (constraints.MultipleOf is { } factor)
        {
            // An integer is compared as one: a factor below 1 is then no factor at all.
            if (number.IsInteger && (long)factor <= 0)
                Causes.Add(Cause.InvalidText(path, "0", $"factor MultipleOf declared for {path} must be positive: 0"));
            else if (number.IsInteger ? number.Integer % (long)factor != 0 : Math.Floor(value / factor) != value / factor)
                Causes.Add(Cause.InvalidText(path, number.ToString(), $"{path} in body should be a multiple of {GoText.Double(factor)}"));
        }

        if (constraints.Maximum is { } max && (constraints.ExclusiveMaximum ? value >= max : value > max))
            Causes.Add(Cause.InvalidText(path, number.ToString(), $"{path} in body should be less than {(constraints.ExclusiveMaximum ? "" : "or equal to ")}{GoText.Double(max)}"));
        if (constraints.Minimum is { } min && (constraints.ExclusiveMinimum ? value <= min : value < min))
            Causes.Add(Cause.InvalidText(path, number.ToString(), $"{path} in body should be greater than {(constraints.ExclusiveMinimum ? "" : "or equal to ")}{GoText.Double(min)}"));
    }

    private void VisitArray(TypeSchema schema, SchemaConstraints? constraints, JsonArray list, Correlation old, string path)
    {
        if (schema.Items is { } items)
        {
            for (var index = 0; index < list.Count; index++)
                Visit(items, list[index], old.Item(schema, list[index]), $"{path}[{index}]");
        }

        if (constraints is null)
            return;
        if (constraints.MinItems is { } min && list.Count < min)
            Causes.Add(Cause.InvalidText(path, $"{list.Count}", $"{path} in body should have at least {min} items"));
        if (constraints.MaxItems is { } max && list.Count > max)
            Causes.Add(Cause.TooMany(path, list.Count, max));
        if (constraints.UniqueItems && list.Select(GoText.Json).Distinct(StringComparer.Ordinal).Count() < list.Count)
            Causes.Add(Cause.InvalidText(path, GoText.Json(list), $"{path} in body shouldn't contain duplicates"));
    }

    private void VisitObject(TypeSchema schema, SchemaConstraints? constraints, JsonObject map, Correlation old, string path)
    {
        if (constraints is not null)
        {
            if (constraints.MinProperties is { } min && map.Count < min)
                Causes.Add(Cause.InvalidText(path, $"{map.Count}", $"{path} in body should have at least {min} properties"));
            if (constraints.MaxProperties is { } max && map.Count > max)
                Causes.Add(Cause.TooMany(path, map.Count, max));
        }

        foreach (var (name, value) in map)
        {
            if (schema.Member(name) is { } member)
                Visit(member, value, old.Member(name), Join(path, name));
        }

        foreach (var name in constraints?.Required ?? [])
        {
            Matched++;
            if (!map.ContainsKey(name))
                Causes.Add(Cause.Required(Join(path, name)));
        }
    }

    private void CheckEnum(TypeSchema schema, JsonNode? value, string path)
    {
        if (schema.Constraints?.Enum is not { Length: > 0 } allowed || allowed.Any(item => JsonEquality.Same(item, value)))
            return;
        Causes.Add(Cause.NotSupported(path, value, allowed.Select(item => item is JsonValue text && text.TryGetValue(out string? plain) ? plain : GoText.Json(item))));
    }

    private void Combinations(SchemaConstraints constraints, JsonNode value, string path)
    {
        if (constraints.AnyOf.Length > 0 && Best(constraints.AnyOf, value, path, out var best) == 0)
            Fail(path, "must validate at least one schema (anyOf)", best);
        if (constraints.OneOf.Length > 0 && Best(constraints.OneOf, value, path, out best) is var valid and not 1)
            Fail(path, $"must validate one and only one schema (oneOf). {(valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives")}", valid == 0 ? best : null);
        var failed = false;
        foreach (var part in constraints.AllOf)
        {
            var walker = Try(part, value, path);
            failed |= walker.Causes.Count > 0;
            Causes.AddRange(walker.Causes);
        }

        if (failed)
            Fail(path, "must validate all the schemas (allOf)", null);
        if (constraints.Not is { } not && Try(not, value, path).Causes.Count == 0)
            Fail(path, "must not validate the schema (not)", null);
    }

    private void Fail(string path, string detail, ValueWalker? best)
    {
        Causes.Add(Cause.InvalidText("", "\"\"", $"{GoText.Quote(path)} {detail}"));
        if (best is not null)
            Causes.AddRange(best.Causes);
    }

    private static int Best(IEnumerable<TypeSchema> alternatives, JsonNode value, string path, out ValueWalker? best)
    {
        best = null;
        var valid = 0;
        foreach (var alternative in alternatives)
        {
            var walker = Try(alternative, value, path);
            if (walker.Causes.Count == 0)
                valid++;
            else if (best is null || walker.Matched > best.Matched)
                best = walker;
        }

        return valid;
    }

    private static ValueWalker Try(TypeSchema schema, JsonNode value, string path)
    {
        var walker = new ValueWalker();
        walker.VisitNode(schema, value, Correlation.None, path);
        return walker;
    }

    private void AddType(string path, string expected, string actual) =>
        Causes.Add(Cause.TypeInvalid(path, GoText.Quote(actual), $"{path} in body must be of type {expected}: {GoText.Quote(actual)}"));

    internal static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    internal static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => JsonNumber.TryRead(value, out var number) && number.IsInteger ? "integer" : "number",
        _ => "null",
    };

    private static string TypeName(TypeSchema schema) => schema.IntOrString ? "integer,string" : schema.Type switch
    {
        JsonType.Any => "",
        _ => schema.Type.ToString().ToLowerInvariant(),
    };
}
