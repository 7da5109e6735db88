using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>A node of a parsed expression. <see cref="Position"/> is the offset in the source that messages point to.</summary>
internal abstract record CelNode(int Position)
{
    public sealed record Literal(object? Value, int Position) : CelNode(Position);

    public sealed record Ident(string Name, int Position) : CelNode(Position);

    /// <param name="Optional"><c>a.?b</c>.</param>
    public sealed record Select(CelNode Operand, string Field, bool Optional, int Position) : CelNode(Position);

    /// <param name="Optional"><c>a[?b]</c>.</param>
    public sealed record Index(CelNode Operand, CelNode Key, bool Optional, int Position) : CelNode(Position);

    /// <param name="Target">Null for a global function.</param>
    public sealed record Call(CelNode? Target, string Function, ImmutableArray<CelNode> Arguments, int Position) : CelNode(Position);

    public sealed record ListOf(ImmutableArray<CelNode> Items, int Position) : CelNode(Position);

    public sealed record MapOf(ImmutableArray<(CelNode Key, CelNode Value)> Entries, int Position) : CelNode(Position);

    /// <summary>Operators: <c>!</c>, <c>-</c> with one operand, the binary ones with two, <c>?:</c> with three.</summary>
    public sealed record Operator(string Symbol, ImmutableArray<CelNode> Operands, int Position) : CelNode(Position);

    /// <summary>Direct children.</summary>
    public IEnumerable<CelNode> Children() => this switch
    {
        Select select => [select.Operand],
        Index index => [index.Operand, index.Key],
        Call call => call.Target is null ? call.Arguments : call.Arguments.Prepend(call.Target),
        ListOf list => list.Items,
        MapOf map => map.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }),
        Operator op => op.Operands,
        _ => [],
    };

    public bool Mentions(string identifier) => (this is Ident ident && ident.Name == identifier) || Children().Any(child => child.Mentions(identifier));
}
