using System.Collections.Immutable;

namespace Firesteel.Spark.Translation;

/// <summary>What an operator adds to an application when it submits it.</summary>
/// <param name="SubmissionId">Names this attempt; driver and executors carry it as a label.</param>
/// <param name="SubmittedAt">Part of the identity: the same target gives the same objects.</param>
/// <param name="Master">The API's address as a driver sees it, without <c>k8s://</c>.</param>
public sealed record SubmissionTarget(string SubmissionId, DateTimeOffset SubmittedAt, string Master = SubmissionTarget.InCluster)
{
    /// <summary>The address that every cluster gives its API inside pods.</summary>
    public const string InCluster = "https://kubernetes.default.svc";

    /// <summary>URL format of the ingress of web UIs; null when there is none.</summary>
    public string? UiUrlFormat { get; init; }

    /// <summary>Schedulers with the coscheduling plugin, by name.</summary>
    public ImmutableArray<string> Coschedulers { get; init; } = [];
}
