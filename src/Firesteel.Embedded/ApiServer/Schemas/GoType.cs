using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>A built-in struct. <see cref="Name"/> is package and type, as in <c>core/v1.Container</c>.</summary>
public sealed class GoType(string name, bool atomic, ImmutableArray<GoField> fields)
{
    private ImmutableArray<GoField>? _ordered;

    public string Name { get; } = name;
    public bool Atomic { get; } = atomic;

    /// <summary>In declaration order, inlined structs as fields without a name.</summary>
    public ImmutableArray<GoField> Fields { get; } = fields;

    /// <summary>In the order of the wire.</summary>
    public ImmutableArray<GoField> ByNumber =>
        _ordered ??= [.. Fields.Where(item => item.Number > 0).OrderBy(item => item.Number)];

    /// <summary>As Go prints it: <c>v1.Container</c>.</summary>
    public string GoName => Name[(Name.LastIndexOf('/') + 1)..];

    public override string ToString() => Name;
}
