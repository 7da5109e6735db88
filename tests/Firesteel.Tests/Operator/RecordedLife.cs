using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Operator.Metrics;
using Firesteel.Operator.Reconciling;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Translation;
using Firesteel.TestKit.Repository;
using Firesteel.Tests.Kube;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Operator;

/// <summary>
/// A recorded scenario of kubeflow's operator played again: the same things happen to the pods in the same order, our reconciler answers. Pods that
/// are deleted are gone at once, as in the recording.
/// </summary>
internal sealed class RecordedLife : IDisposable
{
    private readonly OperatorInstruments _instruments = new();
    private readonly ManualClock _clock = new();
    private readonly SimulatedCluster _cluster;
    private readonly ApplicationReconciler _reconciler;
    private readonly ObjectKey _key;

    private RecordedLife(KubeObject application, LifecycleSettings settings)
    {
        _cluster = new(_clock);
        _key = application.Key;
        _reconciler = new(key => _cluster.Observe(key), _cluster, (_, happened) => Reasons.Add(Told(happened.IsWarning, happened.Reason)), settings, _instruments, _clock, NullLogger.Instance);
    }

    /// <summary>States in order, each with its attempts as they were when it was left.</summary>
    public List<string> States { get; } = [];

    public List<string> Reasons { get; } = [];

    public bool IsGone => _cluster.Get(ResourceTypes.SparkApplications, _key) is null;

    public static async Task<RecordedLife> PlayAsync(string scenario)
    {
        var directory = Path.Combine(Checkout.Cases, "kubeflow", scenario);
        var application = KubeflowProfile.Input(scenario);
        var life = new RecordedLife(application, KubeflowProfile.Of(scenario));
        var entries = ((JsonArray)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "status-sequence.json")))!).OfType<JsonObject>().ToArray();
        for (var at = 0; at < entries.Length; at++)
        {
            if ((string?)entries[at]["by"] != "test")
                continue;
            var next = entries.Skip(at + 1).TakeWhile(entry => (string?)entry["by"] == "operator").Select(StateOf).ToArray();
            var isRemovedNext = entries.Skip(at + 1).TakeWhile(entry => (string?)entry["by"] == "operator").Any(entry => entry["deleted"] is not null);
            life.Happen(entries[at], application, next, isRemovedNext);
            if (at + 1 < entries.Length && next.Length == 0)
                continue;
            // Whoever deletes an application does not wait until it has settled.
            var isDeletedNext = entries.Skip(at + 1).FirstOrDefault(entry => (string?)entry["by"] == "test") is { } following
                && following["deleted"] is not null && ((string)following["object"]!).StartsWith("sparkapplications/", StringComparison.Ordinal);
            await life.SettleAsync(isDeletedNext ? next[^1] : null);
        }

        return life;
    }

    public static string Told(bool isWarning, string reason) => $"{(isWarning ? "Warning" : "Normal")} {reason}";

    public static string? StateOf(JsonObject entry) => (string?)entry["status"]?["applicationState"]?["state"];

    public void Dispose() => _instruments.Dispose();

    private void Happen(JsonObject entry, KubeObject application, string?[] next, bool isRemovedNext)
    {
        var (plural, name) = ((string)entry["object"]!).Split('/') is [var left, var right] ? (left, right) : ("", "");
        var key = new ObjectKey(_key.Namespace, name);
        switch (plural)
        {
            case "sparkapplications" when entry["created"] is not null:
                _cluster.Put(ResourceTypes.SparkApplications, application);
                break;
            case "sparkapplications" when entry["deleted"] is not null:
                _cluster.Vanish(ResourceTypes.SparkApplications, key);
                break;
            case "sparkapplications":
                Edit(next, isRemovedNext);
                break;
            case "pods" when entry["created"] is not null:
                _cluster.Put(ResourceTypes.Pods, Pod(key, name));
                break;
            case "pods" when entry["deleted"] is not null:
                _cluster.Vanish(key);
                break;
            case "pods":
                _cluster.SetPod(key, Status(entry, name));
                break;
        }
    }

    // The recordings do not say what was edited; what followed tells.
    private void Edit(string?[] next, bool isRemovedNext)
    {
        var item = _cluster.Get(ResourceTypes.SparkApplications, _key)!.Clone();
        if (next.Contains("INVALIDATING"))
            item.Spec!["arguments"] = new JsonArray("edited");
        if (next.Contains("SUSPENDING"))
            item.Spec!["suspend"] = true;
        else if (next.Contains("RESUMING") || next.Contains("SUBMITTED"))
            item.Spec!["suspend"] = false;
        if (isRemovedNext)
            item.Spec!["timeToLiveSeconds"] = 1;
        item.Metadata!["generation"] = item.Generation + 1;
        _cluster.Put(ResourceTypes.SparkApplications, item);
    }

    private KubeObject Pod(ObjectKey key, string name)
    {
        var pod = KubeObject.Of(ResourceTypes.Pods, key.Namespace, key.Name);
        if (name.Contains("-exec-", StringComparison.Ordinal))
        {
            var status = SparkApplication.ReadStatus(_cluster.Get(ResourceTypes.SparkApplications, _key)!);
            pod.Metadata!["labels"] = new JsonObject
            {
                [OperatorLabels.ApplicationName] = _key.Name,
                [OperatorLabels.SubmissionId] = status.SubmissionID,
                [OperatorLabels.Role] = "executor",
                ["spark-exec-id"] = name[(name.LastIndexOf('-') + 1)..],
            };
        }

        pod.Json["status"] = new JsonObject { ["phase"] = "Pending" };
        return pod;
    }

    private static JsonObject Status(JsonObject entry, string name)
    {
        var status = new JsonObject { ["phase"] = (string?)entry["pod_phase"], ["reason"] = (string?)entry["reason"] };
        var container = name.Contains("-exec-", StringComparison.Ordinal) ? "spark-kubernetes-executor" : "spark-kubernetes-driver";
        if (entry["exit_code"] is { } code)
        {
            status["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = container,
                ["state"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = (int)code, ["reason"] = (string?)entry["exit_reason"] } },
            });
        }

        return status;
    }

    /// <summary>Until nothing more is due within a minute; deleted pods do not linger.</summary>
    /// <param name="last">Not beyond this state; null for no end.</param>
    private async Task SettleAsync(string? last)
    {
        for (var pass = 0; pass < 50; pass++)
        {
            var before = _cluster.Revisions;
            DateTimeOffset? wakeAt = null;
            try
            {
                wakeAt = await _reconciler.ReconcileAsync(_key, CancellationToken.None);
            }
            catch (DriverStillThereException)
            {
                wakeAt = _clock.GetUtcNow().AddSeconds(1);
            }

            Note(before);
            foreach (var dying in _cluster.All(ResourceTypes.Pods).Where(pod => pod.IsBeingDeleted).ToArray())
                _cluster.Vanish(dying.Key);
            if (last is not null && States.LastOrDefault()?.Split(' ')[0] == last)
                return;
            if (_cluster.Revisions != before)
                continue;
            if (wakeAt is null || wakeAt > _clock.GetUtcNow().AddMinutes(1))
                return;
            _clock.Advance(wakeAt.Value - _clock.GetUtcNow() + TimeSpan.FromMilliseconds(1));
        }
    }

    private void Note(int since)
    {
        foreach (var revision in _cluster.History(ResourceTypes.SparkApplications, _key, since))
        {
            var status = SparkApplication.ReadStatus(revision);
            // An intent that is written down before the driver is ours alone.
            if (status.State != ApplicationState.New && !(status.State == ApplicationState.Submitted && status.DriverInfo?.PodName is null))
                Describe(States, (string?)revision.Status?["applicationState"]?["state"] ?? "", status.ExecutionAttempts, status.SubmissionAttempts);
        }
    }

    public static void Describe(List<string> states, string state, int? executions, int? submissions)
    {
        if (states.Count > 0 && states[^1].Split(' ')[0] == state && !(state == "SUBMISSION_FAILED" && !states[^1].EndsWith($" {submissions ?? 0}", StringComparison.Ordinal)))
            states.RemoveAt(states.Count - 1);
        states.Add($"{state} {executions ?? 0} {submissions ?? 0}");
    }
}
