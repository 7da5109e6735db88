using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Spark.Lifecycle;

/// <summary>How the drivers' web UIs and other ports are reached from outside. An application's own options win.</summary>
public sealed record IngressSettings
{
    /// <summary>
    /// URL of a web UI, with <c>{{$appName}}</c>, <c>{{$appNamespace}}</c> and <c>{{$appId}}</c>: <c>https://spark.example.com/{{$appNamespace}}/{{$appName}}</c>
    /// or <c>{{$appName}}.spark.example.com</c>. Null makes no ingress for web UIs.
    /// </summary>
    public string? UrlFormat { get; init; }

    /// <summary>Class of every ingress; null leaves it to the cluster.</summary>
    public string? ClassName { get; init; }

    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Entries of <c>spec.tls</c>.</summary>
    public ImmutableArray<JsonObject> Tls { get; init; } = [];
}
