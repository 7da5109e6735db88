using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Submission.Driver;

namespace Firesteel.Spark.Lifecycle;

/// <summary>What a driver pod says about its run; an executor's says the same of its own.</summary>
/// <param name="ExitCode">Of the Spark container, once it ended; a living sidecar does not hide it.</param>
/// <param name="Reason">Why it ended or does not start: <c>OOMKilled</c>, <c>Evicted</c>, <c>ErrImagePull</c>, <c>Unschedulable</c>.</param>
/// <param name="Message">What the kubelet or scheduler says about it; the end of the log for an ended container.</param>
internal sealed record DriverObservation(DriverPhase Phase, int? ExitCode = null, string? Reason = null, string? Message = null, DateTimeOffset? FinishedAt = null)
{
    /// <summary>Waiting will not help without somebody's change.</summary>
    public bool IsHopeless => Phase == DriverPhase.Pending && Reason is "InvalidImageName" or "ErrImageNeverPull";

    /// <summary>Something is wrong with image, command or configuration; it may heal.</summary>
    public bool CannotStart => Phase == DriverPhase.Pending
        && Reason is "ErrImagePull" or "ImagePullBackOff" or "CreateContainerConfigError" or "CreateContainerError" or "RunContainerError" or "ImageInspectError" or "RegistryUnavailable";

    /// <summary>How it failed, in one line.</summary>
    public string Failure
    {
        get
        {
            var code = ExitCode is { } exit ? $"exit code {exit}" : "no exit code";
            var meaning = ExitCode switch { 137 when Reason != "OOMKilled" => " (killed)", 143 => " (terminated)", _ => "" };
            var reason = Reason is null or "Error" ? "" : $", {Reason}";
            return $"failed with {code}{meaning}{reason}{Tail(LastWords.Of(Message))}";
        }
    }

    /// <summary>A message behind a colon; nothing when there is none.</summary>
    public static string Tail(string? message) => string.IsNullOrWhiteSpace(message) ? "" : $": {message.ReplaceLineEndings(" ").Trim()}";

    public static DriverObservation Of(KubeObject pod)
    {
        var status = pod.Status;
        var container = Spark(pod);
        if (container?["state"]?["terminated"] is JsonObject ended)
            return Ended(pod, ended);
        return Text(status, "phase") switch
        {
            "Succeeded" => new(DriverPhase.Succeeded, 0),
            "Failed" => new(DriverPhase.Failed, null, Text(status, "reason"), Text(status, "message") ?? InitFailure(pod)),
            "Running" => new(DriverPhase.Running),
            "Unknown" => new(DriverPhase.Unknown, null, Text(status, "reason"), Text(status, "message")),
            _ => Waiting(pod, container),
        };
    }

    private static DriverObservation Ended(KubeObject pod, JsonObject ended)
    {
        var code = (int?)(ended["exitCode"] as JsonValue) ?? 1;
        var finished = DateTimeOffset.TryParse(Text(ended, "finishedAt"), out var time) ? time : (DateTimeOffset?)null;
        // The pod's own reason (Evicted, Preempting, DeadlineExceeded) says more than the container's.
        return new(code == 0 ? DriverPhase.Succeeded : DriverPhase.Failed, code, Text(pod.Status, "reason") ?? Text(ended, "reason"), Text(ended, "message") ?? Text(pod.Status, "message"), finished);
    }

    private static DriverObservation Waiting(KubeObject pod, JsonObject? container)
    {
        var waiting = container?["state"]?["waiting"] as JsonObject
            ?? (pod.Status?["initContainerStatuses"] as JsonArray ?? []).OfType<JsonObject>().Select(init => init["state"]?["waiting"] as JsonObject).FirstOrDefault(state => state is not null);
        if (Text(waiting, "reason") is { } reason && reason is not ("ContainerCreating" or "PodInitializing"))
            return new(DriverPhase.Pending, null, reason, Text(waiting, "message"));
        var unscheduled = (pod.Status?["conditions"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(condition => Text(condition, "type") == "PodScheduled" && Text(condition, "status") == "False");
        return new(DriverPhase.Pending, null, Text(unscheduled, "reason"), Text(unscheduled, "message"));
    }

    private static string? InitFailure(KubeObject pod)
    {
        var failed = (pod.Status?["initContainerStatuses"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(init => init["state"]?["terminated"]?["exitCode"] is JsonValue code && (int)code != 0);
        return failed is null ? null : $"init container {Text(failed, "name")} ended with exit code {failed["state"]!["terminated"]!["exitCode"]}: {Text(failed["state"]!["terminated"] as JsonObject, "message")}";
    }

    private static JsonObject? Spark(KubeObject pod)
    {
        JsonObject[] statuses = [.. (pod.Status?["containerStatuses"] as JsonArray ?? []).OfType<JsonObject>()];
        // Spark's container is the last one of the pod, whatever a template calls it.
        var name = (pod.Spec?["containers"] as JsonArray)?.LastOrDefault()?["name"]?.ToString() ?? DriverContainer.Name;
        return Array.Find(statuses, status => Text(status, "name") == DriverContainer.Name) ?? Array.Find(statuses, status => Text(status, "name") == name);
    }

    private static string? Text(JsonObject? parent, string name) =>
        parent?[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}
