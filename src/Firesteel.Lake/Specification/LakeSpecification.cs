using System.Collections.Immutable;

namespace Firesteel.Lake.Specification;

/// <summary><c>lake.yaml</c>, read and checked: what the lake shall be.</summary>
public sealed record LakeSpecification(
    StoreSpecification Store,
    ImmutableArray<BucketSpecification> Buckets,
    ImmutableArray<UserSpecification> Users,
    SparkSpecification Spark);
