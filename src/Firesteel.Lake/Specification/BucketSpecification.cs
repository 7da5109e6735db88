using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Specification;

/// <param name="Versioning">Null: left as it is.</param>
/// <param name="ObjectLock">Null: left as it is.</param>
/// <param name="QuotaBytes">Null: left as it is; 0: none.</param>
/// <param name="Lifecycle">Null: left as it is.</param>
/// <param name="Layout">Prefixes that exist, each ending in a slash; one with braces is a convention, not a directory.</param>
public sealed record BucketSpecification(
    string Name,
    bool? Versioning,
    ObjectLockSpecification? ObjectLock,
    long? QuotaBytes,
    LifecycleSpecification? Lifecycle,
    ImmutableArray<string> Layout,
    Location Where)
{
    /// <summary>The seeds' bucket: one bucket, these prefixes.</summary>
    public static ImmutableArray<string> DefaultLayout { get; } = ["logs/spark-log/", "logs/airflow-logs/", "data/test/", "data/{domain}/{table}/", "warehouse/"];

    /// <summary>The prefixes that need a marker.</summary>
    public IEnumerable<string> Directories => Layout.Where(prefix => !prefix.Contains('{'));
}
