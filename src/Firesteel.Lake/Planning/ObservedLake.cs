using System.Collections.Immutable;
using Firesteel.Lake.Administration;

namespace Firesteel.Lake.Planning;

/// <summary>What there is now, as far as the specification speaks of it.</summary>
/// <param name="Buckets">By name; a missing bucket has no entry.</param>
/// <param name="Users">By name; a missing user has no entry.</param>
public sealed record ObservedLake(
    AdministrationFeatures Features,
    ImmutableSortedDictionary<string, ObservedBucket> Buckets,
    ImmutableSortedDictionary<string, ObservedUser> Users);
