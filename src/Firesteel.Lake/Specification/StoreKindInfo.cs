using System.Collections.Immutable;

namespace Firesteel.Lake.Specification;

/// <summary>What is known of a kind of store before anybody asks it.</summary>
/// <param name="Name">As <c>lake.yaml</c> spells it.</param>
/// <param name="Versioning">The store has versioning and object lock at all.</param>
/// <param name="RegionDefault">Region when the file names none; null where it must be named.</param>
public sealed record StoreKindInfo(StoreKind Kind, string Name, bool PathStyleDefault, bool Versioning, string? RegionDefault)
{
    public static ImmutableArray<StoreKindInfo> All { get; } =
    [
        new(StoreKind.Aws, "aws", PathStyleDefault: false, Versioning: true, RegionDefault: null),
        new(StoreKind.MinIo, "minio", PathStyleDefault: true, Versioning: true, "us-east-1"),
        new(StoreKind.CephRgw, "ceph", PathStyleDefault: true, Versioning: true, "us-east-1"),
        new(StoreKind.SeaweedFs, "seaweedfs", PathStyleDefault: true, Versioning: true, "us-east-1"),
        new(StoreKind.Garage, "garage", PathStyleDefault: true, Versioning: false, "garage"),
        new(StoreKind.RustFs, "rustfs", PathStyleDefault: true, Versioning: true, "us-east-1"),
        new(StoreKind.Embedded, "embedded", PathStyleDefault: true, Versioning: true, "us-east-1"),
    ];

    public static StoreKindInfo Of(StoreKind kind) => All.Single(info => info.Kind == kind);
}
