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
        // The counts are those of the real validators: each adds one, a failing type none.
        Matched++;
        if (value is null)
        {
            if (schema.Type != JsonType.Any && !schema.Nullable)
                AddType(path, TypeName(schema), "null");
            CheckEnum(schema, value, path);
            return;
        }

        if (HasType(schema))
        {
            var before = Causes.Count;
            CheckType(schema, value, path);
            Matched += before == Causes.Count ? 2 : 1;
        }

        var constraints = schema.Constraints;
        if (constraints is not null)
            Combinations(constraints, value, path);
        // The combinations and the enumeration always have their say.
        Matched += 3;
        switch (value)
        {
            case JsonObject map:
                CheckEnum(schema, value, path);
                VisitObject(schema, constraints, map, old, path);
                Matched++;
                break;
            case JsonArray list:
                VisitArray(schema, constraints, list, old, path);
                CheckEnum(schema, value, path);
                Matched += 2;
                break;
            default:
                VisitScalar(schema, constraints, (JsonValue)value, path);
                CheckEnum(schema, value, path);
                break;
        }
    }

    private static bool HasType(TypeSchema schema) => schema.IntOrString || schema.Type != JsonType.Any || Formats.IsKnown(schema.Format);

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
        var fits = expected == actual || (expected == "number" && actual == "integer") || (expected == "integer" && IsWholeNumber(value));
        // A text or a list with a format is judged by the format alone, anything else is told by it.
        var hasFormat = Formats.IsKnown(schema.Format);
        if (hasFormat && actual is not ("string" or "array"))
        {
            var format = actual switch { "integer" => "int64", "number" => "float64", _ => "" };
            if (!fits && format != schema.Format)
            {
                AddType(path, schema.Format, format);
                return;
            }
        }

        if (expected.Length == 0 || (hasFormat && schema.Type is not (JsonType.Integer or JsonType.Number) && actual is "string" or "array"))
            return;
        if (!fits)
            AddType(path, expected, actual);
    }

    private static bool IsWholeNumber(JsonNode value) => JsonNumber.TryRead(value, out var number) && number.IsWhole;

    private void VisitScalar(TypeSchema schema, SchemaConstraints? constraints, JsonValue value, string path)
    {
        if (value.GetValueKind() == JsonValueKind.String)
        {
            var text = value.GetValue<string>();
            Matched += Formats.IsKnown(schema.Format) ? 2 : 1;
            if (constraints is not null)
                CheckText(constraints, text, path);
            if (schema.Format.Length > 0 && !Formats.IsValid(schema.Format, text))
                Causes.Add(Cause.TypeInvalid(path, GoText.Quote(text), $"{path} in body must be of type {schema.Format}: {GoText.Quote(text)}"));
        }
        else if (JsonNumber.TryRead(value, out var number))
        {
            Matched += 2;
            if (constraints is not null)
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

    /// <summary>An integer is compared as one, and so the limits lose their fractions.</summary>
    private void CheckNumber(SchemaConstraints constraints, JsonNumber number, string path)
    {
        if (constraints.MultipleOf is { } factor)
        {
            if (number.IsInteger ? GoInteger(factor) <= 0 : factor <= 0)
                Causes.Add(Cause.InvalidText(path, Shown(number, factor), $"factor MultipleOf declared for {path} must be positive: {Shown(number, factor)}"));
            else if (number.IsInteger ? number.Integer % GoInteger(factor) != 0 : !JsonNumber.Real(factor < 1 ? 1 / factor * number.Double : number.Double / factor).IsWhole)
                Causes.Add(Cause.InvalidText(path, number.ToString(), $"{path} in body should be a multiple of {Shown(number, factor)}"));
        }

        if (constraints.Minimum is { } min && Compare(number, min) is var below && (below < 0 || (below == 0 && constraints.ExclusiveMinimum)))
            Causes.Add(Cause.InvalidText(path, number.ToString(), $"{path} in body should be greater than {(constraints.ExclusiveMinimum ? "" : "or equal to ")}{Shown(number, min)}"));
        if (constraints.Maximum is { } max && Compare(number, max) is var above && (above > 0 || (above == 0 && constraints.ExclusiveMaximum)))
            Causes.Add(Cause.InvalidText(path, number.ToString(), $"{path} in body should be less than {(constraints.ExclusiveMaximum ? "" : "or equal to ")}{Shown(number, max)}"));
    }

    private static int Compare(JsonNumber number, double limit) => number.IsInteger ? number.Integer.CompareTo(GoInteger(limit)) : number.Double.CompareTo(limit);

    private static string Shown(JsonNumber number, double limit) => number.IsInteger ? $"{GoInteger(limit)}" : GoText.Double(limit);

    /// <summary>As the processor cuts a number that is too large for 64 bits.</summary>
    private static long GoInteger(double value) => value is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)value : long.MinValue;

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
            if (!map.ContainsKey(name))
                Causes.Add(Cause.Required(Join(path, name)));
        }
    }

    private void CheckEnum(TypeSchema schema, JsonNode? value, string path)
    {
        if (schema.Constraints?.Enum is not { Length: > 0 } allowed || allowed.Any(item => IsSameAs(item, value)))
            return;
        Causes.Add(Cause.NotSupported(path, value, allowed.Select(item => item is JsonValue text && text.TryGetValue(out string? plain) ? plain : GoText.Json(item))));
    }

    /// <summary>The value is converted to the type of the enumerated one first, as Go converts; null is never the same.</summary>
    private static bool IsSameAs(JsonNode? item, JsonNode? value)
    {
        if (item is null || value is null)
            return false;
        if (!JsonNumber.TryRead(value, out var number))
            return JsonEquality.Same(item, value);
        if (JsonNumber.TryRead(item, out var wanted))
            return wanted.IsInteger ? (number.IsInteger ? number.Integer : GoInteger(number.Double)) == wanted.Integer : number.AsDouble.Equals(wanted.Double);
        return number is { IsInteger: true, Integer: > 0 and <= 0x10ffff } && System.Text.Rune.IsValid((int)number.Integer)
            && item is JsonValue text && text.TryGetValue(out string? character) && character == new System.Text.Rune((int)number.Integer).ToString();
    }

    private void Combinations(SchemaConstraints constraints, JsonNode value, string path)
    {
        if (constraints.AnyOf.Length > 0)
        {
            if (Best(constraints.AnyOf, value, path, out var best, firstIsEnough: true) == 0)
                Fail(path, "must validate at least one schema (anyOf)", best);
            else
                Add(best!);
        }

        if (constraints.OneOf.Length > 0)
        {
            var valid = Best(constraints.OneOf, value, path, out var best, firstIsEnough: false);
            if (valid == 1)
                Add(best!);
            else
                Fail(path, $"must validate one and only one schema (oneOf). {(valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives")}", valid == 0 ? best : null);
        }

        var failed = 0;
        foreach (var part in constraints.AllOf)
        {
            var walker = Try(part, value, path);
            failed += walker.Causes.Count > 0 ? 1 : 0;
            Add(walker);
        }

        if (failed > 0)
            Fail(path, $"must validate all the schemas (allOf){(failed == constraints.AllOf.Length ? ". None validated" : "")}", null);
        if (constraints.Not is { } not && Try(not, value, path).Causes.Count == 0)
            Fail(path, "must not validate the schema (not)", null);
    }

    private void Fail(string path, string detail, ValueWalker? best)
    {
        Causes.Add(Cause.InvalidText("", "\"\"", $"{GoText.Quote(path)} {detail}"));
        if (best is not null)
            Add(best);
    }

    private void Add(ValueWalker part)
    {
        Causes.AddRange(part.Causes.Where(cause => !Causes.Contains(cause)).ToList());
        Matched += part.Matched;
    }

    /// <param name="best">The first that is valid, or else the first of those that got furthest.</param>
    private static int Best(IEnumerable<TypeSchema> alternatives, JsonNode value, string path, out ValueWalker? best, bool firstIsEnough)
    {
        best = null;
        var valid = 0;
        foreach (var alternative in alternatives)
        {
            var walker = Try(alternative, value, path);
            if (walker.Causes.Count == 0 && valid++ == 0)
                best = walker;
            else if (valid == 0 && (best is null || walker.Matched > best.Matched))
                best = walker;
            if (valid > 0 && firstIsEnough)
                break;
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
