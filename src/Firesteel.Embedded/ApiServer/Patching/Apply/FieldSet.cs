using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>A set of field paths, as a tree: what a manager owns. Immutable.</summary>
public sealed class FieldSet
{
    private readonly ImmutableSortedDictionary<PathElement, Node> _nodes;

    private FieldSet(ImmutableSortedDictionary<PathElement, Node> nodes) => _nodes = nodes;

    public static FieldSet Empty { get; } = new(ImmutableSortedDictionary<PathElement, Node>.Empty);

    public bool IsEmpty => _nodes.IsEmpty;

    internal IEnumerable<(PathElement Element, bool Member, FieldSet Children)> Nodes =>
        _nodes.Select(pair => (pair.Key, pair.Value.Member, pair.Value.Children));

    public static FieldSet Of(params IEnumerable<IReadOnlyList<PathElement>> paths)
    {
        var builder = new FieldSetBuilder();
        foreach (var path in paths)
            builder.Add(path);
        return builder.ToSet();
    }

    internal static FieldSet FromNodes(IEnumerable<(PathElement Element, bool Member, FieldSet Children)> nodes) =>
        new(nodes.Where(node => node.Member || !node.Children.IsEmpty)
            .ToImmutableSortedDictionary(node => node.Element, node => new Node(node.Member, node.Children)));

    /// <summary>The path itself is in the set; paths below it do not count.</summary>
    public bool Has(PathElement element) => _nodes.TryGetValue(element, out var node) && node.Member;

    /// <summary>Paths below an element.</summary>
    public FieldSet Below(PathElement element) => _nodes.TryGetValue(element, out var node) ? node.Children : Empty;

    public FieldSet Union(FieldSet other)
    {
        if (other.IsEmpty || ReferenceEquals(this, other))
            return this;
        if (IsEmpty)
            return other;
        var nodes = _nodes.ToBuilder();
        foreach (var (element, node) in other._nodes)
            nodes[element] = nodes.TryGetValue(element, out var own) ? new(own.Member || node.Member, own.Children.Union(node.Children)) : node;
        return new(nodes.ToImmutable());
    }

    public FieldSet Intersection(FieldSet other)
    {
        var nodes = ImmutableSortedDictionary.CreateBuilder<PathElement, Node>();
        foreach (var (element, node) in _nodes)
        {
            if (other._nodes.TryGetValue(element, out var theirs))
                Put(nodes, element, node.Member && theirs.Member, node.Children.Intersection(theirs.Children));
        }

        return new(nodes.ToImmutable());
    }

    /// <summary>Without the other's paths; paths below them stay.</summary>
    public FieldSet Difference(FieldSet other)
    {
        if (other.IsEmpty)
            return this;
        var nodes = ImmutableSortedDictionary.CreateBuilder<PathElement, Node>();
        foreach (var (element, node) in _nodes)
        {
            if (other._nodes.TryGetValue(element, out var theirs))
                Put(nodes, element, node.Member && !theirs.Member, node.Children.Difference(theirs.Children));
            else
                nodes[element] = node;
        }

        return new(nodes.ToImmutable());
    }

    /// <summary>Without the other's paths and everything below them.</summary>
    public FieldSet RecursiveDifference(FieldSet other)
    {
        if (other.IsEmpty)
            return this;
        var nodes = ImmutableSortedDictionary.CreateBuilder<PathElement, Node>();
        foreach (var (element, node) in _nodes)
        {
            if (!other._nodes.TryGetValue(element, out var theirs))
                nodes[element] = node;
            else if (!theirs.Member)
                Put(nodes, element, node.Member, node.Children.RecursiveDifference(theirs.Children));
        }

        return new(nodes.ToImmutable());
    }

    /// <summary>Adds the declared fields that have something below them.</summary>
    internal FieldSet WithNamedParents(TypeSchema? schema)
    {
        var atom = Atom.Of(schema);
        return new(_nodes.ToImmutableSortedDictionary(pair => pair.Key, pair =>
        {
            var (element, node) = pair;
            if (node.Children.IsEmpty)
                return node;
            var declared = element.IsField && atom.Fields.ContainsKey(element.Name);
            var below = element.IsField ? atom.Member(element.Name) : atom.Item;
            return new Node(node.Member || declared, node.Children.WithNamedParents(below));
        }));
    }

    /// <summary>All paths, a node's own before those below it and its siblings' before their children's.</summary>
    public IEnumerable<ImmutableArray<PathElement>> Paths() => Paths([]);

    public bool SetEquals(FieldSet other) =>
        ReferenceEquals(this, other) || (_nodes.Count == other._nodes.Count && _nodes.All(pair =>
            other._nodes.TryGetValue(pair.Key, out var theirs) && theirs.Member == pair.Value.Member && pair.Value.Children.SetEquals(theirs.Children)));

    private IEnumerable<ImmutableArray<PathElement>> Paths(ImmutableArray<PathElement> prefix)
    {
        foreach (var (element, node) in _nodes)
        {
            if (node.Member)
                yield return prefix.Add(element);
        }

        foreach (var (element, node) in _nodes)
        {
            foreach (var path in node.Children.Paths(prefix.Add(element)))
                yield return path;
        }
    }

    private static void Put(ImmutableSortedDictionary<PathElement, Node>.Builder nodes, PathElement element, bool member, FieldSet children)
    {
        if (member || !children.IsEmpty)
            nodes[element] = new(member, children);
    }

    private readonly record struct Node(bool Member, FieldSet Children);
}
