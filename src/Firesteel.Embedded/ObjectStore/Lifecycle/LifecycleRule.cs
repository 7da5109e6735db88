using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Catalog;

namespace Firesteel.Embedded.ObjectStore.Lifecycle;

/// <summary>What happens to which objects, and when.</summary>
internal sealed record LifecycleRule
{
    public required string Id { get; init; }

    public bool Enabled { get; init; }

    public string Prefix { get; init; } = "";

    public ImmutableArray<KeyValuePair<string, string>> Tags { get; init; } = [];

    public long? LargerThan { get; init; }

    public long? SmallerThan { get; init; }

    public int? ExpirationDays { get; init; }

    public DateTimeOffset? ExpirationDate { get; init; }

    public bool ExpireDeleteMarkers { get; init; }

    public int? NoncurrentDays { get; init; }

    public int NewerNoncurrentVersions { get; init; }

    public int? AbortUploadsAfterDays { get; init; }

    public bool Covers(ObjectVersion version) =>
        Enabled
        && version.Key.StartsWith(Prefix, StringComparison.Ordinal)
        && (LargerThan is null || version.Size > LargerThan)
        && (SmallerThan is null || version.Size < SmallerThan)
        && Tags.All(tag => version.Tags.Contains(tag));
}
