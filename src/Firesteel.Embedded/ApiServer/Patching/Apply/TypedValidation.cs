using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>Checks that an applied object fits its schema well enough to be merged.</summary>
internal static class TypedValidation
{
    /// <returns>Messages of the form <c>.spec.size: expected string, got …</c>.</returns>
    public static List<string> Check(TypeSchema schema, JsonNode? value)
    {
        var errors = new List<string>();
        Visit(schema, value, "", errors);
        return errors;
    }

    /// <summary>One error as it is, several as an indented list.</summary>
    public static string Join(List<string> errors) =>
        errors.Count == 1 ? errors[0] : "errors:\n  " + string.Join("\n  ", errors.Order(StringComparer.Ordinal));

    private static void Visit(TypeSchema? schema, JsonNode? value, string path, List<string> errors)
    {
        if (value is null)
            return;
        var atom = Atom.Of(schema).For(value);
        if (atom.IsMap)
            VisitMap(atom, value, path, errors);
        else if (atom.IsList)
            VisitList(atom, value, path, errors);
        else if (ScalarError(atom.Scalar, value) is { } error)
            errors.Add(Line(path, error));
    }

    private static void VisitMap(in Atom atom, JsonNode value, string path, List<string> errors)
    {
        if (value is not JsonObject map)
        {
            errors.Add(Line(path, $"expected map, got &{{{GoText.Print(value)}}}"));
            return;
        }

        foreach (var (name, member) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var below = $"{path}.{name}";
            if (atom.Member(name) is not { } schema)
            {
                errors.Add(Line(below, "field not declared in schema"));
                // The first undeclared field ends the walk over its siblings.
                return;
            }

            Visit(schema, member, below, errors);
        }
    }

    private static void VisitList(in Atom atom, JsonNode value, string path, List<string> errors)
    {
        if (value is not JsonArray list)
        {
            errors.Add(Line(path, $"expected list, got &{{{GoText.Print(value)}}}"));
            return;
        }

        var seen = new HashSet<PathElement>();
        for (var index = 0; index < list.Count; index++)
        {
            var element = PathElement.Index(index);
            if (!atom.AtomicList)
            {
                if (!ListKey.TryOf(atom, index, list[index], out element, out var error))
                {
                    errors.Add(Line(path, $"element {index}: {error}"));
                    return;
                }

                if (!seen.Add(element))
                    errors.Add(Line(path, $"duplicate entries for key {element}"));
            }

            Visit(atom.Item, list[index], path + element, errors);
        }
    }

    private static string? ScalarError(ScalarKind? kind, JsonNode value)
    {
        var json = value.GetValueKind();
        return kind switch
        {
            ScalarKind.Numeric when json != JsonValueKind.Number => $"expected numeric (int or float), got {GoType(value)}",
            ScalarKind.String when json != JsonValueKind.String => $"expected string, got &value.valueUnstructured{{Value:{GoText.Value(value)}}}",
            ScalarKind.Boolean when json is not (JsonValueKind.True or JsonValueKind.False) => $"expected boolean, got &{{{GoText.Print(value)}}}",
            ScalarKind.Untyped when json is JsonValueKind.Object or JsonValueKind.Array => $"expected any scalar, got &{{{GoText.Print(value)}}}",
            _ => null,
        };
    }

    private static string GoType(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Object => "map[string]interface {}",
        JsonValueKind.Array => "[]interface {}",
        _ => "bool",
    };

    private static string Line(string path, string error) => path.Length == 0 ? error : $"{path}: {error}";
}
