using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>Which fields an update adds, changes and removes.</summary>
internal sealed class TypedComparison
{
    private readonly FieldSetBuilder _added = new();
    private readonly FieldSetBuilder _modified = new();
    private readonly FieldSetBuilder _removed = new();
    private readonly List<PathElement> _path = [];

    public FieldSet Added { get; private set; } = FieldSet.Empty;
    public FieldSet Modified { get; private set; } = FieldSet.Empty;
    public FieldSet Removed { get; private set; } = FieldSet.Empty;

    public static TypedComparison Of(TypeSchema schema, JsonNode? old, JsonNode? @new, FieldSet ignored)
    {
        var comparison = new TypedComparison();
        comparison.Visit(schema, old, old is not null, @new, @new is not null);
        comparison.Added = comparison._added.ToSet().RecursiveDifference(ignored);
        comparison.Modified = comparison._modified.ToSet().RecursiveDifference(ignored);
        comparison.Removed = comparison._removed.ToSet().RecursiveDifference(ignored);
        return comparison;
    }

    private void Visit(TypeSchema? schema, JsonNode? old, bool hadOld, JsonNode? @new, bool hasNew)
    {
        if (!hadOld && !hasNew)
            return;
        var atom = Atom.Of(schema);
        Atom left = atom.For(old), right = atom.For(@new);
        bool leaf;
        if (!hasNew)
        {
            leaf = Handle(left, old, hadOld, @new, hasNew);
        }
        else
        {
            // A value that changed its shape is compared as both.
            if (hadOld && !left.Equals(right))
                Handle(left, old, hadOld, @new, hasNew);
            leaf = Handle(right, old, hadOld, @new, hasNew);
        }

        if (leaf)
            return;
        if (!hadOld)
            Put(_added);
        else if (!hasNew)
            Put(_removed);
    }

    /// <returns>The value was compared as a whole.</returns>
    private bool Handle(in Atom atom, JsonNode? old, bool hadOld, JsonNode? @new, bool hasNew)
    {
        if (atom.IsMap)
        {
            JsonObject? left = old as JsonObject, right = @new as JsonObject;
            if (atom.AtomicMap || (left is not { Count: > 0 } && right is not { Count: > 0 }))
                return Leaf(old, hadOld, @new, hasNew);
            foreach (var name in (left ?? []).Select(pair => pair.Key).Union((right ?? []).Select(pair => pair.Key)))
            {
                JsonNode? before = null, after = null;
                var hadBefore = left?.TryGetPropertyValue(name, out before) == true;
                var hasAfter = right?.TryGetPropertyValue(name, out after) == true;
                _path.Add(PathElement.Field(name));
                Visit(atom.Member(name), before, hadBefore, after, hasAfter);
                _path.RemoveAt(_path.Count - 1);
            }

            return false;
        }

        if (atom.IsList)
        {
            JsonArray? left = old as JsonArray, right = @new as JsonArray;
            if (atom.AtomicList || (left is not { Count: > 0 } && right is not { Count: > 0 }))
                return Leaf(old, hadOld, @new, hasNew);
            Items(atom, left ?? [], right ?? []);
            return false;
        }

        return Leaf(old, hadOld, @new, hasNew);
    }

    private void Items(in Atom atom, JsonArray old, JsonArray @new)
    {
        var left = Group(atom, old);
        var right = Group(atom, @new);
        foreach (var element in left.Keys.Union(right.Keys))
        {
            var before = left.GetValueOrDefault(element) ?? [];
            var after = right.GetValueOrDefault(element) ?? [];
            _path.Add(element);
            if (before.Count <= 1 && after.Count <= 1)
                Visit(atom.Item, before.FirstOrDefault(), before.Count == 1, after.FirstOrDefault(), after.Count == 1);
            else if (before.Count == 0)
                Put(_added);
            else if (after.Count == 0)
                Put(_removed);
            else if (before.Count != after.Count || !before.Zip(after, JsonEquality.Same).All(same => same))
                Put(_modified);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private static Dictionary<PathElement, List<JsonNode?>> Group(in Atom atom, JsonArray list)
    {
        var groups = new Dictionary<PathElement, List<JsonNode?>>();
        for (var index = 0; index < list.Count; index++)
        {
            if (!ListKey.TryOf(atom, index, list[index], out var element, out _))
                continue;
            if (!groups.TryGetValue(element, out var group))
                groups[element] = group = [];
            group.Add(list[index]);
        }

        return groups;
    }

    private bool Leaf(JsonNode? old, bool hadOld, JsonNode? @new, bool hasNew)
    {
        if (!hasNew)
            Put(_removed);
        else if (!hadOld)
            Put(_added);
        else if (!JsonEquality.Same(old, @new))
            Put(_modified);
        return true;
    }

    private void Put(FieldSetBuilder set)
    {
        if (_path.Count > 0)
            set.Add(_path);
    }
}
