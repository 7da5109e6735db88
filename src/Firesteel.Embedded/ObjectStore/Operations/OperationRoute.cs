using System.Collections.Immutable;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>Which requests are an operation's.</summary>
/// <param name="Name">As in AWS's API reference.</param>
/// <param name="Query">Names that the query must have, all of them.</param>
internal sealed record OperationRoute(string Name, string Method, OperationScope Scope, params ImmutableArray<string> Query)
{
    /// <summary>A header that the request must have.</summary>
    public string? Header { get; init; }

    /// <summary>A value that the first name of the query must have.</summary>
    public string? Value { get; init; }
}
