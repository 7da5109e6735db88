using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle;

/// <summary>All that a decision may look at, as one snapshot.</summary>
/// <param name="Problems">Of the specification; with an error among them it is not run.</param>
/// <param name="Drivers">Every driver pod that carries the application's name, of any submission.</param>
/// <param name="Executors">Executor pods of the current submission.</param>
public sealed record ObservedApplication(
    SparkApplication Application,
    ImmutableArray<Problem> Problems,
    ImmutableArray<KubeObject> Drivers,
    ImmutableArray<KubeObject> Executors,
    DateTimeOffset Now,
    LifecycleSettings Settings)
{
    public SparkApplicationStatus Status => Application.Status;

    /// <summary>The driver of the submission that the status speaks of.</summary>
    public KubeObject? Driver => Status.SubmissionID is { } id ? Drivers.FirstOrDefault(pod => pod.Label(OperatorLabels.SubmissionId) == id) : null;

    internal bool IsInvalid => Problems.Any(problem => problem.Severity == Severity.Error);

    /// <summary>When the present state was entered; now, when nobody wrote it down.</summary>
    internal DateTimeOffset Since => Status.ApplicationState?.Since ?? Now;
}
