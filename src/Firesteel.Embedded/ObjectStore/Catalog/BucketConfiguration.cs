using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Access;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>Everything a bucket is, beside its objects.</summary>
internal sealed record BucketConfiguration
{
    public required string Name { get; init; }

    public required long Id { get; init; }

    /// <summary>Canonical user id.</summary>
    public required string Owner { get; init; }

    public required DateTimeOffset Created { get; init; }

    public Versioning Versioning { get; init; }

    public ObjectLock? Lock { get; init; }

    /// <summary>Null: private.</summary>
    public AccessControlList? Acl { get; init; }

    /// <summary><c>BucketOwnerEnforced</c>, <c>BucketOwnerPreferred</c>, <c>ObjectWriter</c> or null, which acts as the last.</summary>
    public string? Ownership { get; init; }

    public PublicAccessBlock? PublicAccess { get; init; }

    /// <summary>JSON as given.</summary>
    public string? Policy { get; init; }

    /// <summary>XML as given back.</summary>
    public string? Cors { get; init; }

    /// <summary>XML as given back.</summary>
    public string? Lifecycle { get; init; }

    /// <summary>XML as given back.</summary>
    public string? Encryption { get; init; }

    public ImmutableArray<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Bytes that all versions of all objects may take; null: no limit.</summary>
    public long? Quota { get; init; }
}
