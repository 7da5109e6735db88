using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>The field set of an object: every leaf, every list item, every key of a free map.</summary>
internal static class TypedFields
{
    public static FieldSet Of(TypeSchema schema, JsonNode? value)
    {
        var builder = new FieldSetBuilder();
        Visit(schema, value, [], builder);
        return builder.ToSet();
    }

    private static void Visit(TypeSchema? schema, JsonNode? value, List<PathElement> path, FieldSetBuilder set)
    {
        var atom = Atom.Of(schema).For(value);
        if (atom.IsMap && value is JsonObject map && !atom.AtomicMap)
            VisitMap(atom, map, path, set);
        else if (atom.IsList && value is JsonArray list && !atom.AtomicList)
            VisitList(atom, list, path, set);
        else if (path.Count > 0 && (value is not null || atom.Scalar is not null || (atom.IsMap && atom.AtomicMap) || (atom.IsList && atom.AtomicList)))
            set.Add(path);
    }

    private static void VisitMap(in Atom atom, JsonObject map, List<PathElement> path, FieldSetBuilder set)
    {
        foreach (var (name, member) in map)
        {
            path.Add(PathElement.Field(name));
            Visit(atom.Member(name), member, path, set);
            if (member is null or JsonObject { Count: 0 } || !atom.Fields.ContainsKey(name))
                set.Add(path);
            path.RemoveAt(path.Count - 1);
        }
    }

    private static void VisitList(in Atom atom, JsonArray list, List<PathElement> path, FieldSetBuilder set)
    {
        var elements = new PathElement?[list.Count];
        var counts = new Dictionary<PathElement, int>();
        for (var index = 0; index < list.Count; index++)
        {
            if (!ListKey.TryOf(atom, index, list[index], out var element, out _))
                continue;
            elements[index] = element;
            counts[element] = counts.GetValueOrDefault(element) + 1;
        }

        for (var index = 0; index < list.Count; index++)
        {
            if (elements[index] is not { } element)
                continue;
            path.Add(element);
            // Of duplicates only the item itself is owned, as its fields could be either's.
            if (counts[element] == 1)
                Visit(atom.Item, list[index], path, set);
            set.Add(path);
            path.RemoveAt(path.Count - 1);
        }
    }
}
