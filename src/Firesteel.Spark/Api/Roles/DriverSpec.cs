using System.Collections.Immutable;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Roles;

/// <summary><c>spec.driver</c>.</summary>
public sealed record DriverSpec : RoleSpec
{
    [Field("Name of the driver pod.")]
    public string? PodName { get; init; }

    [Field("Address of the API as the driver sees it.")]
    public string? KubernetesMaster { get; init; }

    [Field("Annotations of the headless service.")]
    public ImmutableSortedDictionary<string, string> ServiceAnnotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("Labels of the headless service.")]
    public ImmutableSortedDictionary<string, string> ServiceLabels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
