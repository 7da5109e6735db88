using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Applications;

/// <summary>What a person wants to know of a SparkApplication, read from its status.</summary>
/// <param name="State">As the operator writes it: <c>SUBMITTED</c>, <c>RUNNING</c>, <c>COMPLETED</c>…; <c>NEW</c> when there is none yet.</param>
/// <param name="Message">Why, when there is something to explain.</param>
public sealed record ApplicationState(string Namespace, string Name, string State, string Message, string DriverPod, string? StartedAt, string? EndedAt, int Executors, int Attempts)
{
    /// <summary>Nothing more will happen.</summary>
    public bool IsFinal => State is "COMPLETED" or "FAILED" or "SUBMISSION_FAILED" or "INVALID" && !WillRetry;

    /// <summary>Spark's own name of the run; empty until the driver has one.</summary>
    public string SparkId { get; private init; } = "";

    public bool Succeeded => State == "COMPLETED";

    /// <summary>A failed submission or run that the restart policy sends off again.</summary>
    private bool WillRetry { get; init; }

    public static ApplicationState Of(KubeObject application)
    {
        var status = application.Status;
        var state = status?["applicationState"];
        var name = Text(state?["state"]);
        return new(
            application.Namespace, application.Name,
            name.Length == 0 ? "NEW" : name,
            Text(state?["errorMessage"]),
            Text(status?["driverInfo"]?["podName"]),
            Text(status?["lastSubmissionAttemptTime"]) is { Length: > 0 } started ? started : null,
            Text(status?["terminationTime"]) is { Length: > 0 } ended ? ended : null,
            status?["executorState"] is System.Text.Json.Nodes.JsonObject executors ? executors.Count : 0,
            status?["executionAttempts"] is System.Text.Json.Nodes.JsonValue attempts && attempts.TryGetValue(out int count) ? count : 0)
        {
            SparkId = Text(status?["sparkApplicationId"]),
            // The operator shows the end of an attempt as FAILING/PENDING_RERUN; a plain SUBMISSION_FAILED may still be tried again.
            WillRetry = name == "SUBMISSION_FAILED" && Text(application.Spec?["restartPolicy"]?["type"]) is "Always" or "OnFailure"
                && Text(status?["terminationTime"]).Length == 0,
        };
    }

    private static string Text(System.Text.Json.Nodes.JsonNode? node) =>
        node is System.Text.Json.Nodes.JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
