using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>Sets without equal items, list maps without equal keys.</summary>
internal static class ListTypes
{
    public static void Check(TypeSchema schema, JsonNode? @new, JsonNode? old, List<Cause> causes) =>
        Visit(schema, @new, Correlation.Root(old), "", causes);

    private static void Visit(TypeSchema schema, JsonNode? value, Correlation old, string path, List<Cause> causes)
    {
        // Metadata has rules of its own: equal owners are only warned about.
        if (schema.IsBuiltIn)
            return;
        switch (value)
        {
            case JsonArray list:
                if (!old.Unchanged(value))
                    CheckList(schema, list, path, causes);
                if (schema.Items is { } items)
                {
                    for (var index = 0; index < list.Count; index++)
                        Visit(items, list[index], old.Item(schema, list[index]), $"{path}[{index}]", causes);
                }

                break;
            case JsonObject map:
                foreach (var (name, member) in map)
                {
                    if (member is JsonObject or JsonArray && schema.Member(name) is { } below)
                        Visit(below, member, old.Member(name), ValueWalker.Join(path, name), causes);
                }

                break;
        }
    }

    private static void CheckList(TypeSchema schema, JsonArray list, string path, List<Cause> causes)
    {
        if (schema.ListKind == ListKind.Atomic)
            return;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < list.Count; index++)
        {
            JsonNode? identity = list[index];
            if (schema.ListKind == ListKind.Map)
            {
                if (identity is not JsonObject map)
                {
                    if (identity is not null)
                        causes.Add(Cause.Invalid($"{path}[{index}]", identity, "must be an object for an array of list-type map"));
                    return;
                }

                var keys = new JsonObject();
                foreach (var key in schema.ListMapKeys)
                {
                    if (map[key] is { } given)
                        keys[key] = given.DeepClone();
                }

                identity = keys;
            }

            var text = GoText.Json(identity);
            // The same value is reported once, at its second place.
            if (!seen.TryAdd(text, 1) && ++seen[text] == 2)
                causes.Add(Cause.Duplicate($"{path}[{index}]", identity));
        }
    }
}
