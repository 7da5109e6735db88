using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching;

/// <summary>
/// Strategic merge patch of built-in kinds: lists with a merge key are merged item by item, with the directives
/// <c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder</c> and <c>$deleteFromPrimitiveList</c>.
/// </summary>
public static class StrategicMergePatch
{
    internal const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";
    private const string OrderPrefix = "$setElementOrder/";

    /// <returns>A new document; neither argument is changed.</returns>
    /// <exception cref="PatchException">400 for a malformed patch, 500 for what the API reports without a reason.</exception>
    public static JsonObject Apply(JsonObject document, JsonNode? patch, TypeSchema schema)
    {
        if (patch is not JsonObject members)
            throw new PatchException(400, patch is null ? "invalid JSON document" : $"error decoding patch: json: cannot unmarshal {GoText.JsonKind(patch)} into Go value of type map[string]interface {{}}");
        return MergeMap((JsonObject)document.DeepClone(), (JsonObject)members.DeepClone(), schema);
    }

    internal static JsonObject MergeMap(JsonObject original, JsonObject patch, TypeSchema schema)
    {
        if (patch.TryGetPropertyValue(Directive, out var directive))
            return FromDirective(original, patch, directive);
        ApplyRetainKeys(original, patch);
        ApplyElementOrder(original, patch, schema);
        foreach (var (patchKey, value) in patch.ToList())
        {
            var key = patchKey;
            var isDeletion = patchKey.StartsWith(DeletePrefix, StringComparison.Ordinal);
            if (isDeletion)
                key = patchKey[DeletePrefix.Length..];
            if (value is null)
            {
                original.Remove(key);
                continue;
            }

            if (!original.TryGetPropertyValue(key, out var current))
            {
                if (!isDeletion && WithoutNulls(value) is { } added)
                    original[key] = added;
                continue;
            }

            switch (current, value)
            {
                case (JsonObject oldMap, JsonObject newMap):
                    var memberSchema = Lookup(schema, key);
                    original[key] = memberSchema.PatchStrategy.HasFlag(PatchStrategy.Replace)
                        ? newMap.DeepClone()
                        : MergeMap(Detach(original, key, oldMap), Clone(newMap), memberSchema);
                    break;
                case (JsonArray oldList, JsonArray newList):
                    original[key] = MergeLists(Lookup(schema, key), Detach(original, key, oldList), Clone(newList), isDeletion);
                    break;
                default:
                    if (!isDeletion)
                        original[key] = value is JsonObject or JsonArray ? WithoutNulls(value) : value.DeepClone();
                    break;
            }
        }

        return original;
    }

    internal static TypeSchema ItemsOf(TypeSchema list) => list.Items ?? TypeSchema.Any;

    private static JsonArray MergeLists(TypeSchema schema, JsonArray original, JsonArray patch, bool isDeletion)
    {
        // A deletion list names scalars to take out, whatever the list's own strategy.
        if (isDeletion)
            return StrategicList.Delete(original, patch);
        return schema.PatchStrategy.HasFlag(PatchStrategy.Merge)
            ? StrategicList.Merge(original, patch, ItemsOf(schema), schema.PatchMergeKey ?? "")
            : patch;
    }

    private static JsonObject FromDirective(JsonObject original, JsonObject patch, JsonNode? directive)
    {
        _ = original;
        switch (directive is JsonValue value && value.TryGetValue(out string? text) ? text : null)
        {
            case "replace":
                patch.Remove(Directive);
                return patch;
            case "delete":
                return [];
            case "merge":
                patch.Remove(Directive);
                return patch;
            case { } other:
                throw new PatchException(500, $"unknown patch type: {other} in map: {GoText.Print(patch)}");
            default:
                throw new PatchException(500, $"unknown patch type: %!s({GoKind(directive)}={GoText.Print(directive)}) in map: {GoText.Print(patch)}");
        }
    }

    private static string GoKind(JsonNode? node) =>
        JsonNumber.TryRead(node, out var number) ? number.IsInteger ? "int64" : "float64" : GoText.JsonKind(node);

    private static void ApplyRetainKeys(JsonObject original, JsonObject patch)
    {
        if (!patch.TryGetPropertyValue(RetainKeys, out var directive))
            return;
        patch.Remove(RetainKeys);
        if (directive is not JsonArray list)
            throw new PatchException(400, "invalid patch format of retainKeys");
        var keep = list.Select(GoText.Print).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, value) in patch)
        {
            if (value is null || key.StartsWith(DeletePrefix, StringComparison.Ordinal) || key.StartsWith(OrderPrefix, StringComparison.Ordinal))
                continue;
            if (!keep.Contains(key))
                throw new PatchException(400, "invalid patch format of retainKeys");
        }

        foreach (var key in original.Select(pair => pair.Key).Where(key => !keep.Contains(key)).ToList())
            original.Remove(key);
    }

    private static void ApplyElementOrder(JsonObject original, JsonObject patch, TypeSchema schema)
    {
        foreach (var (orderKey, orderNode) in patch.Where(pair => pair.Key.StartsWith(OrderPrefix, StringComparison.Ordinal)).ToList())
        {
            patch.Remove(orderKey);
            if (orderNode is not JsonArray order)
                throw new PatchException(400, "invalid patch format of setElementOrder list");
            var key = orderKey[OrderPrefix.Length..];
            var current = original[key] as JsonArray;
            var change = patch[key] as JsonArray;
            var list = Lookup(schema, key);
            var mergeKey = list.PatchMergeKey ?? "";
            StrategicList.CheckOrder(change, order, mergeKey);
            if (current is null && change is null)
                continue;
            patch.Remove(key);
            var merged = current is null ? StrategicList.WithoutDirectives(change!)
                : change is null ? current
                : MergeLists(list, Clone(current), Clone(change), isDeletion: false);
            original[key] = StrategicList.Arrange(Clone(merged), order, current ?? [], mergeKey);
        }
    }

    private static TypeSchema Lookup(TypeSchema schema, string key) =>
        schema.PreserveUnknown ? TypeSchema.Any : schema.Member(key)
        ?? throw new PatchException(500, $"unable to find api field in struct {schema.GoName[(schema.GoName.LastIndexOf('.') + 1)..]} for the json field {GoText.Quote(key)}");

    private static T Detach<T>(JsonObject parent, string key, T child)
        where T : JsonNode
    {
        parent[key] = null;
        return child;
    }

    private static T Clone<T>(T node)
        where T : JsonNode => (T)node.DeepClone();

    /// <summary>Nulls in a new object mean "absent", and an object with a directive has nothing to work on; neither is stored. Items of lists are taken as they are.</summary>
    private static JsonNode? WithoutNulls(JsonNode value)
    {
        if (value is not JsonObject obj)
            return value.DeepClone();
        if (obj.ContainsKey(Directive))
            return null;
        var result = new JsonObject();
        foreach (var (key, member) in obj)
        {
            if (member is not null && WithoutNulls(member) is { } kept)
                result[key] = kept;
        }

        return result;
    }
}
