namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary>Collects paths; the set is made once at the end.</summary>
internal sealed class FieldSetBuilder
{
    private readonly Dictionary<PathElement, FieldSetBuilder> _children = [];
    private bool _member;

    public void Add(IReadOnlyList<PathElement> path)
    {
        var node = this;
        for (var index = 0; index < path.Count; index++)
        {
            if (!node._children.TryGetValue(path[index], out var child))
                node._children[path[index]] = child = new();
            node = child;
        }

        node._member = true;
    }

    public FieldSet ToSet() => FieldSet.FromNodes(_children.Select(pair => (pair.Key, pair.Value._member, pair.Value.ToSet())));
}
