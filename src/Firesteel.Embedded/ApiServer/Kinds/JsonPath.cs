using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Kinds;

/// <summary>
/// The paths of printer columns and scale sub-resources: <c>.a.b</c>, <c>['a.b']</c>, <c>[0]</c>, <c>[-1:]</c>, <c>[*]</c>, <c>..a</c> and
/// <c>[?(@.type=="Ready")]</c>. What is missing gives no result.
/// </summary>
public sealed class JsonPath
{
    private readonly ImmutableArray<Func<IEnumerable<JsonNode?>, IEnumerable<JsonNode?>>> _steps;

    private JsonPath(ImmutableArray<Func<IEnumerable<JsonNode?>, IEnumerable<JsonNode?>>> steps) => _steps = steps;

    /// <returns>Null for a text that is no path.</returns>
    public static JsonPath? Parse(string text)
    {
        var steps = ImmutableArray.CreateBuilder<Func<IEnumerable<JsonNode?>, IEnumerable<JsonNode?>>>();
        var at = text.StartsWith('$') ? 1 : 0;
        while (at < text.Length)
        {
            if (text[at] == '.')
            {
                var deep = at + 1 < text.Length && text[at + 1] == '.';
                at += deep ? 2 : 1;
                if (deep)
                    steps.Add(nodes => nodes.SelectMany(Descendants));
                if (at >= text.Length || text[at] == '[')
                    continue;
                var name = Name(text, ref at);
                if (name.Length == 0)
                    return null;
                steps.Add(name == "*" ? All : nodes => Members(nodes, name));
            }
            else if (text[at] == '[')
            {
                var end = Close(text, at);
                if (end < 0 || Bracket(text[(at + 1)..end].Trim()) is not { } step)
                    return null;
                steps.Add(step);
                at = end + 1;
            }
            else
            {
                return null;
            }
        }

        return new(steps.ToImmutable());
    }

    public IEnumerable<JsonNode?> Find(JsonNode? root) => _steps.Aggregate((IEnumerable<JsonNode?>)[root], (nodes, step) => step(nodes));

    private static string Name(string text, ref int at)
    {
        var name = new System.Text.StringBuilder();
        for (; at < text.Length && text[at] is not ('.' or '['); at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            name.Append(text[at]);
        }

        return name.ToString();
    }

    private static int Close(string text, int open)
    {
        var quote = '\0';
        var depth = 0;
        for (var index = open; index < text.Length; index++)
        {
            var c = text[index];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '\'' or '"')
                quote = c;
            else if (c == '[')
                depth++;
            else if (c == ']' && --depth == 0)
                return index;
        }

        return -1;
    }

    private static Func<IEnumerable<JsonNode?>, IEnumerable<JsonNode?>>? Bracket(string inner)
    {
        if (inner == "*")
            return All;
        if (inner.Length > 1 && inner[0] is '\'' or '"')
            return nodes => Members(nodes, inner[1..^1].Replace("\\.", ".", StringComparison.Ordinal));
        if (inner.StartsWith("?(", StringComparison.Ordinal) && inner.EndsWith(')'))
            return Filter(inner[2..^1].Trim());
        if (int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            return nodes => nodes.OfType<JsonArray>().SelectMany(list => At(list, index));
        var parts = inner.Split(':');
        if (parts.Length is not (2 or 3))
            return null;
        int? from = Bound(parts[0]), to = Bound(parts[1]);
        return nodes => nodes.OfType<JsonArray>().SelectMany(list => list.Skip(Offset(from ?? 0, list.Count)).Take(Math.Max(0, Offset(to ?? list.Count, list.Count) - Offset(from ?? 0, list.Count))));
    }

    private static int? Bound(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bound) ? bound : null;

    private static int Offset(int index, int count) => Math.Clamp(index < 0 ? index + count : index, 0, count);

    private static IEnumerable<JsonNode?> At(JsonArray list, int index)
    {
        if (index < 0)
            index += list.Count;
        return index >= 0 && index < list.Count ? [list[index]] : [];
    }

    private static Func<IEnumerable<JsonNode?>, IEnumerable<JsonNode?>>? Filter(string expression)
    {
        string[] operators = ["==", "!=", "<=", ">=", "<", ">"];
        foreach (var op in operators)
        {
            var at = expression.IndexOf(op, StringComparison.Ordinal);
            if (at < 0)
                continue;
            if (Operand(expression[..at].Trim()) is not { } left || Operand(expression[(at + op.Length)..].Trim()) is not { } right)
                return null;
            return nodes => Elements(nodes).Where(item => Holds(left(item), right(item), op));
        }

        return Operand(expression) is { } exists ? nodes => Elements(nodes).Where(item => exists(item) is not null) : null;
    }

    private static Func<JsonNode?, JsonNode?>? Operand(string text)
    {
        if (text.StartsWith('@'))
            return Parse(text[1..]) is { } path ? item => path.Find(item).FirstOrDefault() : null;
        if (text.Length > 1 && text[0] is '\'' or '"')
        {
            JsonNode literal = text[1..^1];
            return _ => literal;
        }

        var value = StrictJson.Read(text);
        return value.Error is null ? _ => value.Root : null;
    }

    private static bool Holds(JsonNode? left, JsonNode? right, string op)
    {
        if (op is "==" or "!=")
            return JsonEquality.Same(left, right) == (op == "==");
        if (left is null || right is null)
            return false;
        var order = JsonNumber.TryRead(left, out var a) && JsonNumber.TryRead(right, out var b)
            ? a.AsDouble.CompareTo(b.AsDouble)
            : string.CompareOrdinal(GoText.Print(left), GoText.Print(right));
        return op switch { "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0 };
    }

    private static IEnumerable<JsonNode?> Elements(IEnumerable<JsonNode?> nodes) => nodes.OfType<JsonArray>().SelectMany(list => list);

    private static IEnumerable<JsonNode?> All(IEnumerable<JsonNode?> nodes) =>
        nodes.SelectMany(node => node switch { JsonArray list => list, JsonObject map => map.Select(pair => pair.Value), _ => (IEnumerable<JsonNode?>)[] });

    private static IEnumerable<JsonNode?> Members(IEnumerable<JsonNode?> nodes, string name)
    {
        foreach (var node in nodes)
        {
            if (node is JsonObject map && map.TryGetPropertyValue(name, out var value))
                yield return value;
        }
    }

    private static IEnumerable<JsonNode?> Descendants(JsonNode? node) => All([node]).SelectMany(Descendants).Prepend(node);
}
