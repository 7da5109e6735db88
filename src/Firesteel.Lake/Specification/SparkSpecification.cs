using System.Collections.Immutable;

namespace Firesteel.Lake.Specification;

/// <param name="User">The user that jobs run as; null when the file describes none.</param>
/// <param name="EventLog">An <c>s3a://</c> directory.</param>
/// <param name="Properties">Added to, or replacing, the generated ones.</param>
public sealed record SparkSpecification(string Version, string? User, string? EventLog, string? Warehouse, Committer Committer, ImmutableSortedDictionary<string, string> Properties);
