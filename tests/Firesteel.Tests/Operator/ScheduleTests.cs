using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Operator.Reconciling;
using Firesteel.Spark.Schedule;
using Firesteel.Tests.Kube;
using Firesteel.Tests.Spark.Api;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Operator;

public sealed class ScheduleTests
{
    private static readonly ObjectKey Key = new("jobs", "tick");

    private readonly ManualClock _clock = new();
    private readonly SimulatedCluster _cluster;
    private readonly ScheduleReconciler _reconciler;
    private readonly List<string> _events = [];

    public ScheduleTests()
    {
        _cluster = new(_clock);
        _reconciler = new(
            key => _cluster.ObserveSchedule(key), _cluster, new Enactor(_cluster, (_, happened) => _events.Add(happened.Reason), _clock, NullLogger.Instance), RunNamePrecision.Nanos, _clock);
    }

    private IEnumerable<KubeObject> Runs => _cluster.All(ResourceTypes.SparkApplications);

    private JsonObject Status => _cluster.Get(ResourceTypes.ScheduledSparkApplications, Key)!.Status!;

    [Fact]
    public async Task A_run_starts_when_it_is_due_and_carries_the_schedule()
    {
        Create("@every 60s");
        await WaitAsync();
        Runs.ShouldBeEmpty();
        ((string?)Status["scheduleState"]).ShouldBe("Scheduled");
        await DueAsync();
        var run = Runs.ShouldHaveSingleItem();
        run.Label("sparkoperator.k8s.io/scheduled-app-name").ShouldBe("tick");
        run.Metadata!["ownerReferences"]![0]!["name"]!.ToString().ShouldBe("tick");
        run.Spec!["mainClass"]!.ToString().ShouldBe("org.example.Main");
        ((string?)Status["lastRunName"]).ShouldBe(run.Name);
        await WaitAsync();
        Runs.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Under_Replace_nothing_starts_before_the_last_driver_is_gone()
    {
        Create("@every 60s", "  concurrencyPolicy: Replace");
        await WaitAsync();
        await DueAsync();
        var first = Runs.Single();
        var dying = first.Clone();
        dying.Metadata!["deletionTimestamp"] = "2026-01-02T03:05:00Z";
        _cluster.Put(ResourceTypes.SparkApplications, dying);
        await DueAsync();
        Runs.ShouldHaveSingleItem();
        ((string?)Status["reason"]).ShouldBe($"the next run starts when {first.Name} is gone");
        _cluster.Vanish(ResourceTypes.SparkApplications, first.Key);
        await WaitAsync();
        Runs.ShouldHaveSingleItem().Name.ShouldNotBe(first.Name);
        Status["reason"].ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_runs_that_were_missed_one_is_started()
    {
        Create("*/5 * * * *");
        await WaitAsync();
        _clock.Advance(TimeSpan.FromHours(7));
        await WaitAsync();
        await WaitAsync();
        Runs.Count().ShouldBe(1);
        DateTimeOffset.Parse((string)Status["nextRun"]!).ShouldBeGreaterThan(_clock.GetUtcNow());
    }

    [Fact]
    public async Task A_run_that_the_API_refuses_is_told_and_tried_again()
    {
        Create("@every 60s");
        await WaitAsync();
        _cluster.Trouble = (verb, done) =>
        {
            if (verb == "create" && !done)
                throw new KubeException(403, "Forbidden", "exceeded quota: apps");
        };
        await DueAsync();
        ((string?)Status["reason"]).ShouldBe("the API refused: exceeded quota: apps");
        _cluster.Trouble = (_, _) => { };
        await WaitAsync();
        Runs.Count().ShouldBe(1);
        Status["reason"].ShouldBeNull();
    }

    [Theory]
    [InlineData("nightly", RunNamePrecision.Nanos, "nightly-1767323045000000000")]
    [InlineData("nightly", RunNamePrecision.Micros, "nightly-1767323045000000")]
    [InlineData("nightly", RunNamePrecision.Millis, "nightly-1767323045000")]
    [InlineData("nightly", RunNamePrecision.Seconds, "nightly-1767323045")]
    [InlineData("nightly", RunNamePrecision.Minutes, "nightly-29455384")]
    [InlineData("a-schedule-whose-name-alone-is-fifty-characters-xx", RunNamePrecision.Nanos, "a-schedule-whose-name-alone-is-fif-4bfb9cc4-1767323045000000000")]
    public void A_run_is_named_after_the_time_at_which_it_was_due(string schedule, RunNamePrecision precision, string name) =>
        RunName.Of(schedule, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), precision).ShouldBe(name);

    [Theory]
    [InlineData(null, 2, 2)]
    [InlineData("Allow", 2, 2)]
    [InlineData("Forbid", 1, 1)]
    [InlineData("Replace", 2, 1)]
    public async Task A_run_that_is_not_over_is_treated_by_the_policy(string? policy, int started, int left)
    {
        Create("@every 60s", policy is null ? "" : $"  concurrencyPolicy: {policy}");
        await WaitAsync();
        await DueAsync();
        var first = Runs.Single().Name;
        await DueAsync();
        await WaitAsync();
        _events.Count(reason => reason == "SparkApplicationScheduled").ShouldBe(started);
        Runs.Count().ShouldBe(left);
        if (policy == "Forbid")
        {
            _events.ShouldContain("SparkApplicationRunSkipped");
            End(first, "COMPLETED");
            await WaitAsync();
            // A run comes when one is due, not when the last one ends.
            Runs.Count().ShouldBe(1);
            await DueAsync();
            Runs.Count().ShouldBe(2);
        }
    }

    [Fact]
    public async Task Only_the_newest_runs_are_kept()
    {
        Create("@every 60s", "  successfulRunHistoryLimit: 2\n  failedRunHistoryLimit: 1");
        await WaitAsync();
        for (var round = 0; round < 8; round++)
        {
            await DueAsync();
            End((string)Status["lastRunName"]!, round % 2 == 0 ? "COMPLETED" : "FAILED");
        }

        await WaitAsync();
        Runs.Count().ShouldBe(4, "the oldest stays until there is a new one");
        await DueAsync();
        Runs.Count().ShouldBe(4, "three that are over, and the new one");
        ((JsonArray)Status["pastSuccessfulRunNames"]!).Count.ShouldBe(2);
        ((JsonArray)Status["pastFailedRunNames"]!).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_schedule_says_so_and_a_mended_one_goes_on()
    {
        Create("61 * * * *");
        await WaitAsync();
        ((string?)Status["scheduleState"]).ShouldBe("FailedValidation");
        ((string?)Status["reason"]).ShouldBe("61 is outside of 0 to 59");
        Edit(spec => spec["schedule"] = "@every 60s");
        await WaitAsync();
        ((string?)Status["scheduleState"]).ShouldBe("Scheduled");
        Status["reason"].ShouldBeNull();
        await DueAsync();
        Runs.Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_edited_schedule_counts_from_now()
    {
        Create("0 0 1 6 *");
        await WaitAsync();
        var far = (string?)Status["nextRun"];
        Edit(spec => spec["schedule"] = "*/5 * * * *");
        await WaitAsync();
        ((string?)Status["nextRun"]).ShouldNotBe(far);
    }

    [Fact]
    public async Task A_suspended_schedule_starts_nothing()
    {
        Create("@every 60s", "  suspend: true");
        await WaitAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await WaitAsync();
        Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_whose_status_was_not_written_is_not_started_twice()
    {
        Create("@every 60s");
        await WaitAsync();
        _clock.Advance(TimeSpan.FromSeconds(61));
        _cluster.Trouble = (verb, done) =>
        {
            if (verb == "replace" && !done)
                throw new HttpRequestException("cut");
        };
        await Should.ThrowAsync<HttpRequestException>(WaitAsync);
        _cluster.Trouble = (_, _) => { };
        await WaitAsync();
        Runs.Count().ShouldBe(1);
    }

    private void Create(string schedule, string more = "")
    {
        var template = string.Join('\n', ReadingTests.Minimal.Split('\n').SkipWhile(line => !line.StartsWith("spec:", StringComparison.Ordinal)).Skip(1).Select(line => "  " + line));
        _cluster.Put(ResourceTypes.ScheduledSparkApplications, ReadingTests.Object($"""
            apiVersion: sparkoperator.k8s.io/v1beta2
            kind: ScheduledSparkApplication
            metadata: {"{"}name: tick, namespace: jobs{"}"}
            spec:
              schedule: "{schedule}"

            """ + more + "\n  template:\n" + template + "\n"));
    }

    private Task WaitAsync() => _reconciler.ReconcileAsync(Key, CancellationToken.None);

    private Task DueAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(61));
        return WaitAsync();
    }

    private void End(string run, string state)
    {
        var ended = _cluster.Get(ResourceTypes.SparkApplications, new ObjectKey("jobs", run))!.Clone();
        ended.Json["status"] = new JsonObject { ["applicationState"] = new JsonObject { ["state"] = state } };
        _cluster.Put(ResourceTypes.SparkApplications, ended);
    }

    private void Edit(Action<JsonObject> change)
    {
        var item = _cluster.Get(ResourceTypes.ScheduledSparkApplications, Key)!.Clone();
        change(item.Spec!);
        _cluster.Put(ResourceTypes.ScheduledSparkApplications, item);
    }
}
