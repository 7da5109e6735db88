using System.Collections.Immutable;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Planning;

/// <param name="Versioning">Null: never set.</param>
/// <param name="ObjectLock">Null: the bucket has none.</param>
/// <param name="Lifecycle">Our rules only.</param>
/// <param name="Present">Those of the wanted prefixes below which something lies.</param>
public sealed record ObservedBucket(
    bool? Versioning,
    ObjectLockSpecification? ObjectLock,
    long? QuotaBytes,
    ImmutableArray<LifecycleRuleState> Lifecycle,
    ImmutableSortedSet<string> Present);
