using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Submission;

/// <summary>
/// Everything that decides which objects a submission in cluster mode creates; the same request gives the same bytes.
/// It is what <c>spark-submit</c> knows after reading its arguments and property files.
/// </summary>
public sealed record SubmissionRequest
{
    public required SparkRelease Release { get; init; }

    /// <summary>The flat property map, all keys beginning with <c>spark.</c>.</summary>
    public required ImmutableDictionary<string, string> Properties { get; init; }

    public ApplicationKind Kind { get; init; }

    /// <summary>A URI such as <c>local:///opt/app.jar</c>; null when there is none (<c>spark-internal</c>).</summary>
    public string? Resource { get; init; }

    public required string MainClass { get; init; }

    public ImmutableArray<string> Arguments { get; init; } = [];

    public string? ProxyUser { get; init; }

    public required SubmissionIdentity Identity { get; init; }

    public Submitter Submitter { get; init; } = Submitter.Unknown;

    /// <summary>
    /// The driver's pod template as JSON, instead of <c>spark.kubernetes.driver.podTemplateFile</c>; its Spark container is named by
    /// <c>spark.kubernetes.driver.podTemplateContainerName</c>, else it is the first one.
    /// </summary>
    public JsonObject? DriverTemplate { get; init; }

    /// <summary>The text of the executors' pod template, instead of a file.</summary>
    public string? ExecutorTemplate { get; init; }
}
