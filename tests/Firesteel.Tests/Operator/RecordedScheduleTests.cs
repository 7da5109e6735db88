using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Operator.Metrics;
using Firesteel.Operator.Reconciling;
using Firesteel.Spark.Schedule;
using Firesteel.TestKit.Repository;
using Firesteel.Tests.Kube;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Operator;

/// <summary>
/// Recorded schedules of kubeflow's operator played again: when it starts a run, the clock goes on to the time at which ours is due; what happens to
/// the drivers happens to ours. Compared are the runs that start and go, in order, and what the schedule says of them.
/// </summary>
public sealed class RecordedScheduleTests
{
    public static TheoryData<string> Cases =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Cases, "kubeflow"), "status-sequence.json", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("\"scheduledsparkapplications/", StringComparison.Ordinal))
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_schedule_lives_as_under_kubeflow(string scenario)
    {
        var directory = Path.Combine(Checkout.Cases, "kubeflow", scenario);
        var entries = ((JsonArray)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "status-sequence.json")))!).OfType<JsonObject>().ToArray();
        using var ours = new Life(KubeflowProfile.Input(scenario));
        for (var at = 0; at < entries.Length; at++)
        {
            var rest = entries.Skip(at + 1).TakeWhile(entry => !IsEdit(entry));
            await ours.HappenAsync(entries[at], rest.Any(entry => entry["created"] is not null && ((string)entry["object"]!).StartsWith("sparkapplications/", StringComparison.Ordinal)));
        }

        var recorded = Told(entries);
        if (KnownLives.ReasonOf(scenario) is { } reason)
            ours.Told.ShouldNotBe(recorded, $"{scenario} is the same now; take it out of known-lives.txt ({reason})");
        else
            ours.Told.ShouldBe(recorded, scenario);
    }

    private static List<string> Told(JsonObject[] entries)
    {
        var (told, names) = (new List<string>(), new List<string>());
        foreach (var entry in entries)
        {
            if (RunOf(entry, names) is { } run && entry["created"] is not null)
                told.Add($"{run} starts");
            else if (RunOf(entry, names) is { } gone && entry["deleted"] is not null)
                told.Add($"{gone} goes");
            else if (((string)entry["object"]!).StartsWith("scheduled", StringComparison.Ordinal) && (string?)entry["by"] == "operator")
                Add(told, Describe((JsonObject)entry["status"]!, names));
        }

        return told;
    }

    private static bool IsEdit(JsonObject entry) => (string?)entry["by"] == "test" && ((string)entry["object"]!).StartsWith("scheduled", StringComparison.Ordinal);

    private static string? RunOf(JsonObject entry, List<string> names) =>
        ((string)entry["object"]!).Split('/') is ["sparkapplications", var name] ? $"run {Number(names, name)}" : null;

    private static int Number(List<string> names, string name)
    {
        if (!names.Contains(name))
            names.Add(name);
        return names.IndexOf(name) + 1;
    }

    private static string Describe(JsonObject status, List<string> names) =>
        $"{(string?)status["scheduleState"]}, last run {((string?)status["lastRunName"] is { } last ? Number(names, last) : 0)}, next {(status["nextRun"] is null ? "never" : "due")}";

    private static void Add(List<string> told, string line)
    {
        if (told.LastOrDefault(earlier => !earlier.StartsWith("run ", StringComparison.Ordinal)) != line)
            told.Add(line);
    }

    private sealed class Life : IDisposable
    {
        private readonly ManualClock _clock = new();
        private readonly SimulatedCluster _cluster;
        private readonly OperatorInstruments _instruments = new();
        private readonly ApplicationReconciler _applications;
        private readonly ScheduleReconciler _schedules;
        private readonly KubeObject _schedule;
        private readonly List<string> _recordedRuns = [];
        private readonly List<string> _runs = [];

        public Life(KubeObject schedule)
        {
            _schedule = schedule;
            _cluster = new(_clock);
            _applications = new(key => _cluster.Observe(key), _cluster, (_, _) => { }, new(), _instruments, _clock, NullLogger.Instance);
            _schedules = new(
                key => _cluster.ObserveSchedule(key), _cluster, new Enactor(_cluster, (_, _) => { }, _clock, NullLogger.Instance), RunNamePrecision.Nanos, _clock);
        }

        public List<string> Told { get; } = [];

        private IEnumerable<KubeObject> Runs => _cluster.All(ResourceTypes.SparkApplications);

        /// <param name="startsLater">Another run starts before the schedule is edited again.</param>
        public async Task HappenAsync(JsonObject entry, bool startsLater)
        {
            var (plural, name) = ((string)entry["object"]!).Split('/') is [var left, var right] ? (left, right) : ("", "");
            switch (plural)
            {
                case "scheduledsparkapplications" when (string?)entry["by"] == "test":
                    Change(entry, startsLater);
                    break;
                case "sparkapplications" when entry["created"] is not null:
                    _recordedRuns.Add(name);
                    var next = (string?)_cluster.Get(ResourceTypes.ScheduledSparkApplications, _schedule.Key)!.Status?["nextRun"];
                    _clock.Advance(DateTimeOffset.Parse(next.ShouldNotBeNull()) - _clock.GetUtcNow());
                    break;
                case "pods" when entry["pod_phase"] is not null && _recordedRuns.FindIndex(run => $"{run}-driver" == name) is >= 0 and var index:
                    _cluster.SetPod(new ObjectKey(_schedule.Namespace, $"{_runs[index]}-driver"), new JsonObject { ["phase"] = (string?)entry["pod_phase"] });
                    break;
            }

            await SettleAsync();
        }

        public void Dispose() => _instruments.Dispose();

        // The recordings do not say what was edited: a wrong schedule is mended, one after which no run starts is suspended, a suspended one goes on.
        private void Change(JsonObject entry, bool startsLater)
        {
            if (entry["created"] is not null)
            {
                _cluster.Put(ResourceTypes.ScheduledSparkApplications, _schedule);
            }
            else if (entry["deleted"] is not null)
            {
                _cluster.Vanish(ResourceTypes.ScheduledSparkApplications, _schedule.Key);
            }
            else
            {
                var item = _cluster.Get(ResourceTypes.ScheduledSparkApplications, _schedule.Key)!.Clone();
                if ((string?)item.Status?["scheduleState"] == "FailedValidation")
                    item.Spec!["schedule"] = "@hourly";
                else
                    item.Spec!["suspend"] = !startsLater && (bool?)item.Spec["suspend"] != true;
                _cluster.Put(ResourceTypes.ScheduledSparkApplications, item);
            }
        }

        private async Task SettleAsync()
        {
            for (var before = -1; before != _cluster.Revisions;)
            {
                before = _cluster.Revisions;
                var runs = Runs.Select(run => run.Name).ToArray();
                await _schedules.ReconcileAsync(_schedule.Key, CancellationToken.None);
                foreach (var run in Runs.Select(run => run.Name).Except(runs).ToArray())
                {
                    _runs.Add(run);
                    Told.Add($"run {_runs.Count} starts");
                }

                if (_cluster.Get(ResourceTypes.ScheduledSparkApplications, _schedule.Key)?.Status is { } status)
                {
                    Told.AddRange(runs.Except(Runs.Select(run => run.Name)).Select(run => $"run {Number(_runs, run)} goes"));
                    // Of one that is suspended from its beginning kubeflow says nothing.
                    if (status["scheduleState"] is not null)
                        Add(Told, Describe(status, _runs));
                }

                foreach (var run in Runs.ToArray())
                    await _applications.ReconcileAsync(run.Key, CancellationToken.None);
            }
        }
    }
}
