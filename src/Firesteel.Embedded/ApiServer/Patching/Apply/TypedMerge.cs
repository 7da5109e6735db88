using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>Merges an applied object into the live one by the types of its fields.</summary>
internal static class TypedMerge
{
    public static JsonNode? Of(TypeSchema schema, JsonNode? live, JsonNode? applied) =>
        Merge(schema, live, live is not null, applied, applied is not null, out _);

    /// <param name="present">False when the result has no such value (not even null).</param>
    private static JsonNode? Merge(TypeSchema? schema, JsonNode? live, bool hasLive, JsonNode? applied, bool hasApplied, out bool present)
    {
        present = hasLive || hasApplied;
        if (!hasApplied)
            return live?.DeepClone();
        if (!hasLive)
            return applied?.DeepClone();
        var all = Atom.Of(schema);
        var atom = all.For(applied);
        if (!atom.Equals(all.For(live)) && live is not null && applied is not null)
            return applied.DeepClone();
        if (atom.IsMap && !atom.AtomicMap)
        {
            var left = live as JsonObject;
            var right = applied as JsonObject;
            if (left is { Count: > 0 } || right is { Count: > 0 })
                return Maps(atom, left, right, out present);
        }
        else if (atom.IsList && !atom.AtomicList)
        {
            var left = live as JsonArray;
            var right = applied as JsonArray;
            if (left is { Count: > 0 } || right is { Count: > 0 })
                return Lists(atom, left ?? [], right ?? [], out present);
        }

        return applied?.DeepClone();
    }

    private static JsonObject? Maps(in Atom atom, JsonObject? live, JsonObject? applied, out bool present)
    {
        var result = new JsonObject();
        foreach (var (name, value) in live ?? [])
        {
            JsonNode? other = null;
            var has = applied?.TryGetPropertyValue(name, out other) == true;
            var merged = Merge(atom.Member(name), value, true, other, has, out var kept);
            if (kept)
                result[name] = merged;
        }

        foreach (var (name, value) in applied ?? [])
        {
            if (live?.ContainsKey(name) != true)
                result[name] = value?.DeepClone();
        }

        present = result.Count > 0;
        return present ? result : null;
    }

    /// <summary>
    /// The applied order wins among items that both have; items that only the live list has keep their place before the item that followed them.
    /// </summary>
    private static JsonArray? Lists(in Atom atom, JsonArray live, JsonArray applied, out bool present)
    {
        var left = Index(atom, live);
        var right = Index(atom, applied);
        var shared = new Queue<PathElement>(right.Order.Where(left.Items.ContainsKey));
        var merged = new HashSet<PathElement>();
        var result = new JsonArray();
        int i = 0, j = 0;
        while (i < left.Order.Count || j < right.Order.Count)
        {
            if (i < left.Order.Count && j < right.Order.Count)
            {
                var element = left.Order[i];
                if (element == right.Order[j])
                {
                    Take(atom, element);
                    i++;
                    j++;
                    shared.TryDequeue(out _);
                    continue;
                }

                if (right.Items.ContainsKey(element) && shared.TryPeek(out var next) && next != element)
                {
                    i++;
                    continue;
                }
            }

            if (i < left.Order.Count)
            {
                var element = left.Order[i];
                if (!right.Items.ContainsKey(element))
                {
                    result.Add(live[i]?.DeepClone());
                    i++;
                    continue;
                }

                if (merged.Contains(element))
                    i++;
            }

            if (j < right.Order.Count)
            {
                var element = right.Order[j];
                Take(atom, element);
                j++;
                if (shared.TryPeek(out var next) && next == element)
                    shared.Dequeue();
            }
        }

        present = result.Count > 0;
        return present ? result : null;

        void Take(in Atom list, PathElement element)
        {
            merged.Add(element);
            var hasLive = left.Items.TryGetValue(element, out var before) && before is not null;
            var value = Merge(list.Item, before, hasLive, right.Items[element], true, out var kept);
            if (kept)
                result.Add(value);
        }
    }

    /// <summary>Items by identity; null for one that occurs more than once, which is not merged.</summary>
    private static (List<PathElement> Order, Dictionary<PathElement, JsonNode?> Items) Index(in Atom atom, JsonArray list)
    {
        var order = new List<PathElement>(list.Count);
        var items = new Dictionary<PathElement, JsonNode?>();
        for (var index = 0; index < list.Count; index++)
        {
            if (!ListKey.TryOf(atom, index, list[index], out var element, out _))
                element = PathElement.Index(index);
            order.Add(element);
            items[element] = items.ContainsKey(element) ? null : list[index];
        }

        return (order, items);
    }
}
