using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching;

/// <summary>Merging and ordering of the lists of a strategic merge patch.</summary>
internal static class StrategicList
{
    public static JsonArray Merge(JsonArray original, JsonArray patch, TypeSchema items, string mergeKey)
    {
        if (original.Count == 0 && patch.Count == 0)
            return original;
        CheckSameKinds(original, patch);
        var maps = original.Concat(patch).First() is JsonObject;
        List<JsonNode?> left = [.. original], right = [.. patch];
        original.Clear();
        patch.Clear();
        if (!maps)
            return Normalize(left.Concat(right).DistinctBy(GoText.Print), right, left, "");
        if (mergeKey.Length == 0)
            throw new PatchException(500, $"cannot merge lists without merge key for {items.GoName}");
        (left, right) = WithDirectives(left, right, mergeKey);
        var merged = new List<JsonNode?>(left);
        foreach (var item in right)
        {
            var key = KeyOf(item, mergeKey);
            var index = merged.FindIndex(existing => SameKey(KeyOf(existing, mergeKey), key));
            if (index < 0)
                merged.Add(item);
            else
                merged[index] = StrategicMergePatch.MergeMap((JsonObject)merged[index]!.DeepClone(), (JsonObject)item!.DeepClone(), items);
        }

        return Normalize(merged, right, left, mergeKey);
    }

    /// <summary>Takes the scalars of <paramref name="removals"/> out.</summary>
    public static JsonArray Delete(JsonArray original, JsonArray removals)
    {
        var gone = removals.Select(GoText.Print).ToHashSet(StringComparer.Ordinal);
        return [.. original.Where(item => !gone.Contains(GoText.Print(item))).Select(item => item?.DeepClone())];
    }

    public static JsonArray WithoutDirectives(JsonArray list) =>
        [.. list.Where(item => item is not JsonObject map || !map.ContainsKey(StrategicMergePatch.Directive)).Select(item => item?.DeepClone())];

    /// <summary>Puts the items that <paramref name="order"/> names into its order and the others where the server had them.</summary>
    public static JsonArray Arrange(JsonArray merged, JsonArray order, JsonArray serverOrder, string mergeKey)
    {
        var items = merged.ToList();
        merged.Clear();
        return Normalize(items, order, serverOrder, mergeKey);
    }

    public static void CheckOrder(JsonArray? patch, JsonArray order, string mergeKey)
    {
        if (mergeKey.Length > 0)
        {
            foreach (var item in order)
                _ = KeyOf(item, mergeKey);
        }

        if (patch is null)
            return;
        var items = patch.Where(item => item is not JsonObject map || !map.ContainsKey(StrategicMergePatch.Directive)).ToList();
        var next = 0;
        foreach (var named in order)
        {
            if (next < items.Count && Same(items[next], named, mergeKey))
                next++;
        }

        if (next < items.Count)
            throw new PatchException(500, $"The order in patch list:\n{GoText.Print(patch)}\n doesn't match $setElementOrder list:\n{GoText.Print(order)}\n");
    }

    private static (List<JsonNode?> Original, List<JsonNode?> Patch) WithDirectives(List<JsonNode?> original, List<JsonNode?> patch, string mergeKey)
    {
        var rest = new List<JsonNode?>();
        var replace = false;
        foreach (var item in patch)
        {
            if (item is not JsonObject map || !map.TryGetPropertyValue(StrategicMergePatch.Directive, out var directive))
            {
                rest.Add(item);
                continue;
            }

            switch (GoText.Print(directive))
            {
                case "delete":
                    if (!map.TryGetPropertyValue(mergeKey, out var key))
                        throw new PatchException(500, "delete patch type with no merge key defined");
                    original.RemoveAll(existing => SameKey(KeyOf(existing, mergeKey), key));
                    break;
                case "replace":
                    replace = true;
                    break;
                case "merge":
                    throw new PatchException(500, "merging lists cannot yet be specified in the patch");
                default:
                    throw new PatchException(500, $"unknown patch type: {GoText.Print(directive)} in map: {GoText.Print(map)}");
            }
        }

        return replace ? (rest, []) : (original, rest);
    }

    private static JsonArray Normalize(IEnumerable<JsonNode?> merged, IList<JsonNode?> patchOrder, IList<JsonNode?> serverOrder, string mergeKey)
    {
        var patchIndex = Positions(patchOrder, mergeKey);
        var serverIndex = Positions(serverOrder, mergeKey);
        var all = merged.Select(item => (Item: item, Key: Identity(item, mergeKey))).ToList();
        var fromPatch = all.Where(item => patchIndex.ContainsKey(item.Key)).OrderBy(item => patchIndex[item.Key]).ToList();
        var serverOnly = all.Where(item => !patchIndex.ContainsKey(item.Key)).OrderBy(item => serverIndex.GetValueOrDefault(item.Key, int.MaxValue)).ToList();
        var result = new JsonArray();
        int i = 0, j = 0;
        while (i < serverOnly.Count || j < fromPatch.Count)
        {
            var serverFirst = j >= fromPatch.Count || (i < serverOnly.Count
                && serverIndex.TryGetValue(serverOnly[i].Key, out var left) && serverIndex.TryGetValue(fromPatch[j].Key, out var right) && left < right);
            result.Add((serverFirst ? serverOnly[i++] : fromPatch[j++]).Item?.DeepClone());
        }

        return result;
    }

    private static Dictionary<string, int> Positions(IList<JsonNode?> list, string mergeKey)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < list.Count; index++)
            positions.TryAdd(Identity(list[index], mergeKey), index);
        return positions;
    }

    private static string Identity(JsonNode? item, string mergeKey) =>
        mergeKey.Length == 0 ? GoText.Value(item) : GoText.Value(KeyOf(item, mergeKey));

    private static bool Same(JsonNode? left, JsonNode? right, string mergeKey) =>
        string.Equals(Identity(left, mergeKey), Identity(right, mergeKey), StringComparison.Ordinal);

    private static bool SameKey(JsonNode? left, JsonNode? right) => string.Equals(GoText.Value(left), GoText.Value(right), StringComparison.Ordinal);

    private static JsonNode? KeyOf(JsonNode? item, string mergeKey) =>
        item is JsonObject map && map.TryGetPropertyValue(mergeKey, out var key)
            ? key
            : throw new PatchException(500, $"map: {GoText.Print(item)} does not contain declared merge key: {mergeKey}");

    private static void CheckSameKinds(JsonArray original, JsonArray patch)
    {
        var kinds = original.Concat(patch).Select(item => GoText.JsonKind(item)).Distinct(StringComparer.Ordinal).Count();
        if (kinds > 1)
            throw new PatchException(500, $"list element types are not identical: [{GoText.Print(original)} {GoText.Print(patch)}]");
        if (original.Concat(patch).FirstOrDefault()?.GetValueKind() == JsonValueKind.Array)
            throw new PatchException(500, "not supporting list of lists yet");
    }
}
