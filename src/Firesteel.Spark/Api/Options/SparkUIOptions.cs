using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary><c>spec.sparkUIOptions</c>: the service and ingress of the driver's web UI.</summary>
public sealed record SparkUIOptions
{
    [Field("Port of the service.", Minimum = 1, Maximum = 65535)]
    public int? ServicePort { get; init; }

    [Field("Name of that port.")]
    public string? ServicePortName { get; init; }

    [Field("Type of the service.", OneOf = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"])]
    public string? ServiceType { get; init; }

    [Field("Annotations of the service.")]
    public ImmutableSortedDictionary<string, string> ServiceAnnotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("Labels of the service.")]
    public ImmutableSortedDictionary<string, string> ServiceLabels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("Annotations of the ingress.")]
    public ImmutableSortedDictionary<string, string> IngressAnnotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [Field("TLS of the ingress.", Carries = "IngressTLS")]
    public ImmutableArray<JsonObject> IngressTLS { get; init; } = [];
}
