using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>What is wrong with the selectable fields of a definition: each must lead to a scalar of the schema, and to another one.</summary>
internal static class SelectableFieldValidation
{
    private const int Most = 8;
    private const string Scalars = "must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.";

    public static IEnumerable<Cause> Check(JsonObject definition) => DefinitionParts.Of(definition, "selectableFields")
        .SelectMany(part => Check((part.Part as JsonArray ?? []).Select(field => (field as JsonObject)?.Text("jsonPath") ?? "").ToList(), part.Path, part.Schema ?? []));

    private static IEnumerable<Cause> Check(List<string> paths, string path, JsonObject schema)
    {
        var unique = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < paths.Count; i++)
        {
            var field = $"{path}[{i}].jsonPath";
            if (paths[i].Length == 0)
            {
                yield return Cause.Required(field);
                continue;
            }

            var (found, error) = Find(paths[i], schema);
            if (error is not null)
            {
                yield return Cause.Invalid(field, paths[i], $"is an invalid path: {error}");
                continue;
            }

            if (paths[i].Split('.') is [_, "metadata", ..])
                yield return Cause.Invalid(field, paths[i], "must not point to fields in metadata");
            if (StructuralSchema.Text(found!, "type") is not ("string" or "boolean" or "integer"))
                yield return Cause.Invalid(field, paths[i], Scalars);
            if (!unique.Add(paths[i]))
                yield return Cause.Duplicate(field, paths[i]);
        }

        if (unique.Count > Most)
            yield return Cause.TooMany(path, unique.Count, Most);
    }

    /// <summary>Members and nothing else: <c>.spec.colour</c>.</summary>
    private static (JsonObject? Schema, string? Error) Find(string path, JsonObject schema)
    {
        for (var at = 0; at < path.Length;)
        {
            if (path[at] == '[')
                return (null, "array notation is not allowed");
            var end = at + 1 < path.Length ? path.AsSpan(at + 1).IndexOfAny('.', '[', ']') : 0;
            if (path[at] != '.')
                return (null, $"expected [ or . but got: {path[at..(end < 0 ? path.Length : at + 1 + end)]}");
            if (at + 1 == path.Length)
                return (null, "unexpected end of JSON path");
            var name = path[(at + 1)..(end < 0 ? path.Length : at + 1 + Math.Max(end, 1))];
            if ((schema["properties"] as JsonObject)?[name] is JsonObject member)
                schema = member;
            else if (schema["properties"] is null && schema["additionalProperties"] is JsonObject values)
                schema = values;
            else
                return (null, "does not refer to a valid field");
            at += 1 + name.Length;
        }

        return (schema, null);
    }
}
