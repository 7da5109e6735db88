using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Connect;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Lifecycle.Changes;

namespace Firesteel.Spark.Connect;

/// <summary>Keeps one Spark Connect server running. Pure. An edit replaces the server, and so does its end; why it is not ready stands in the condition.</summary>
public static class ConnectLifecycle
{
    private const string Ready = "ServerPodReady";
    private const string NotReady = "ServerPodNotReady";

    /// <summary>A server that ended is not replaced sooner after its start.</summary>
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(30);

    public static ConnectDecision Decide(ObservedConnect seen)
    {
        if (seen.Object.IsBeingDeleted)
            return new(seen.Status, [], []); // owner references do the cleaning
        if (seen.Problems.Any(problem => problem.Severity == Severity.Error))
            return Invalid(seen);
        if (seen.Server is not { } server)
            return new(Describe(seen, false, "it is being started"), [.. Around(seen), new CreateObject(ResourceTypes.Pods, ConnectObjects.Server(seen))], [new(false, "SparkConnectStarted", $"starting {ConnectObjects.ServerName(seen.Object)}")]);
        if (server.IsBeingDeleted)
            return new(Describe(seen, false, "the last server is going"), [], []);
        // What was started before us has no digest; it is left alone.
        if (server.Annotation(ConnectObjects.DigestAnnotation) is { } digest && digest != ConnectObjects.Digest(seen))
            return new(Describe(seen, false, "the specification changed"), [.. Around(seen), Delete(server)], [new(false, "SparkConnectRestarted", $"the specification changed, {server.Name} is replaced")]);
        return Follow(seen, server);
    }

    /// <summary>What becomes of a SparkConnect of which the API would not take a part.</summary>
    public static ConnectDecision Refused(ObservedConnect seen, string why) => Told(seen, new(Describe(seen, false, why), [], [new(true, "SparkConnectRefused", why)], seen.Now.AddMinutes(1)));

    private static ConnectDecision Follow(ObservedConnect seen, KubeObject server)
    {
        var state = DriverObservation.Of(server);
        var around = seen.Status.ObservedGeneration == seen.Object.Generation ? [] : Around(seen);
        if ((string?)server.Status?["phase"] is "Failed" or "Succeeded")
        {
            var why = $"the server ended{(state.ExitCode is { } code ? $" with exit code {code}" : "")}{(LastWords.Of(state.Message) is { } words ? $": {words}" : state.Reason is { } reason ? $": {reason}" : "")}";
            var due = DateTimeOffset.TryParse((string?)server.Metadata?["creationTimestamp"], out var created) ? created + ShortestLife : seen.Now;
            return Told(seen, seen.Now < due
                ? new(Describe(seen, false, why), around, [new(true, "SparkConnectFailed", why)], due)
                : new(Describe(seen, false, why), [.. around, Delete(server)], [new(true, "SparkConnectFailed", why)]));
        }

        var isReady = (server.Status?["conditions"] as JsonArray ?? []).Any(condition => (string?)condition?["type"] == "Ready" && (string?)condition["status"] == "True");
        if (isReady)
            return new(Describe(seen, true, "Server pod is ready"), around, seen.Status.State == "Ready" ? [] : [new(false, "SparkConnectReady", $"{server.Name} is ready")]);
        var waits = Crashed(server) ?? (state.Reason is { } cause ? $"{cause}{(state.Message is { Length: > 0 } more ? $": {more.ReplaceLineEndings(" ").Trim()}" : "")}" : "");
        return Told(seen, new(Describe(seen, false, waits), around, waits.Length == 0 ? [] : [new(true, "SparkConnectPending", waits)]));
    }

    /// <summary>Why a server ended that the kubelet starts again and again; null when it does not.</summary>
    private static string? Crashed(KubeObject server)
    {
        var container = (server.Status?["containerStatuses"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(status => (string?)status["state"]?["waiting"]?["reason"] == "CrashLoopBackOff");
        if (container?["lastState"]?["terminated"] is not JsonObject ended)
            return null;
        return $"the server ended with exit code {ended["exitCode"]}{(LastWords.Of((string?)ended["message"]) is { } words ? $": {words}" : "")}, it is started again";
    }

    private static ConnectDecision Invalid(ObservedConnect seen)
    {
        var why = "invalid: " + string.Join(" | ", seen.Problems.Where(problem => problem.Severity == Severity.Error));
        return Told(seen, new(Describe(seen, false, why) with { State = "Failed" }, [], [new(true, "SparkConnectInvalid", why)]));
    }

    private static ImmutableArray<Change> Around(ObservedConnect seen) =>
        [new ApplyObject(ResourceTypes.ConfigMaps, ConnectObjects.ConfigMap(seen)), new ApplyObject(ResourceTypes.Services, ConnectObjects.Service(seen))];

    private static DeleteObject Delete(KubeObject server) => new(ResourceTypes.Pods, server.Key, server.Uid);

    /// <summary>The same is not told twice.</summary>
    private static ConnectDecision Told(ObservedConnect seen, ConnectDecision decision) =>
        decision.Status.Conditions[0].Message == seen.Status.Conditions.FirstOrDefault()?.Message ? decision with { Events = [] } : decision;

    private static SparkConnectStatus Describe(ObservedConnect seen, bool isReady, string why)
    {
        var old = seen.Status.Conditions.FirstOrDefault();
        var value = isReady ? "True" : "False";
        var now = DateTimeOffset.FromUnixTimeSeconds(seen.Now.ToUnixTimeSeconds());
        var status = seen.Status with
        {
            Conditions =
            [
                new Condition
                {
                    Type = Ready,
                    Status = value,
                    Reason = isReady ? Ready : NotReady,
                    Message = isReady ? why : $"Server pod is not ready: {why}",
                    LastTransitionTime = old?.Status == value ? old.LastTransitionTime : now,
                    ObservedGeneration = seen.Object.Generation,
                },
            ],
            State = isReady ? "Ready" : "NotReady",
            Server = new()
            {
                PodName = ConnectObjects.ServerName(seen.Object),
                PodIp = (string?)seen.Server?.Status?["podIP"],
                ServiceName = ConnectObjects.ServiceName(seen),
            },
            Executors = seen.Executors.Select(pod => ((string?)pod.Status?["phase"] ?? "Pending").ToLowerInvariant()).CountBy(phase => phase).ToImmutableSortedDictionary(StringComparer.Ordinal),
            StartTime = seen.Status.StartTime ?? now,
            ObservedGeneration = seen.Object.Generation,
        };
        // The time is no news by itself.
        return JsonNode.DeepEquals(ConnectReading.Write(status), ConnectReading.Write(seen.Status)) ? seen.Status : status with { LastUpdateTime = now };
    }
}
