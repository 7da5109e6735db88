namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <param name="Items">In order.</param>
/// <param name="Prefixes">Common prefixes, in order.</param>
/// <param name="Last">The last name or prefix of the page, from which the next one goes on.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, IReadOnlyList<string> Prefixes, bool IsTruncated, string Last);
