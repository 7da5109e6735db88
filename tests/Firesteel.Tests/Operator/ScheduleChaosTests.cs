using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Operator.Reconciling;
using Firesteel.Spark.Schedule;
using Firesteel.Tests.Kube;
using Firesteel.Tests.Spark.Api;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Operator;

/// <summary>Whatever happens in whatever order: lost answers, stale caches, runs that end, suspensions, a clock that jumps.</summary>
public sealed class ScheduleChaosTests
{
    private const int Steps = 80;

    private static readonly ObjectKey Key = new("jobs", "tick");

    [Fact]
    public void Runs_never_overlap_that_must_not_and_none_comes_twice() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Live(new Random(seed), seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    private static async Task Live(Random random, int seed)
    {
        var (clock, started, isSuspended) = (new ManualClock(), new List<string>(), false);
        var cluster = new SimulatedCluster(clock);
        var policy = new[] { "Allow", "Forbid", "Replace" }[random.Next(3)];
        var (kept, failed) = (random.Next(3), random.Next(3));
        cluster.Put(ResourceTypes.ScheduledSparkApplications, ReadingTests.Object($$$"""
            apiVersion: sparkoperator.k8s.io/v1beta2
            kind: ScheduledSparkApplication
            metadata: {name: tick, namespace: jobs}
            spec: {schedule: "{{{(random.Next(2) == 0 ? "@every 45s" : "* * * * *")}}}", concurrencyPolicy: {{{policy}}}, successfulRunHistoryLimit: {{{kept}}}, failedRunHistoryLimit: {{{failed}}}, template: {}}
            """));
        var behind = 0;
        var reconciler = new ScheduleReconciler(key => cluster.ObserveSchedule(key, behind), cluster, new Enactor(cluster, (_, _) => { }, clock, NullLogger.Instance), RunNamePrecision.Seconds, clock);
        cluster.Trouble = (verb, _) =>
        {
            if (random.Next(8) == 0)
                throw random.Next(2) == 0 ? new HttpRequestException("cut") : new KubeException(500, "InternalError", "sorry");
        };
        for (var step = 0; step < Steps; step++)
        {
            var before = Names(cluster);
            switch (random.Next(8))
            {
                case 0: clock.Advance(TimeSpan.FromSeconds(random.Next(1, 400))); break;
                case 1: End(cluster, random, "COMPLETED"); break;
                case 2: End(cluster, random, "FAILED"); break;
                case 3: Suspend(cluster, isSuspended = random.Next(3) == 0); break;
                default:
                    behind = random.Next(3);
                    await ReconcileAsync(reconciler);
                    break;
            }

            var fresh = Names(cluster).Except(before).ToArray();
            fresh.Intersect(started).ShouldBeEmpty($"seed {seed}: a run came twice");
            started.AddRange(fresh);
            if (policy != "Allow" && behind == 0)
                Runs(cluster).Count(run => !IsOver(run)).ShouldBeLessThanOrEqualTo(1, $"seed {seed}: {policy}");
        }

        (cluster.Trouble, behind) = ((_, _) => { }, 0);
        for (var pass = 0; pass < 4; pass++)
            await ReconcileAsync(reconciler);

        // Whatever happened, it goes on.
        Suspend(cluster, false);
        while (Runs(cluster).Any(run => !IsOver(run)))
            End(cluster, random, "COMPLETED");
        await ReconcileAsync(reconciler);
        clock.Advance(TimeSpan.FromMinutes(2));
        var count = Names(cluster).Length;
        await ReconcileAsync(reconciler);
        await ReconcileAsync(reconciler);
        Names(cluster).Except(started).Count().ShouldBeGreaterThanOrEqualTo(1, $"seed {seed}: {count} runs, and no new one");
        // With a new run the old ones beyond the limits are gone.
        foreach (var (state, list, limit) in new[] { ("COMPLETED", "pastSuccessfulRunNames", kept), ("FAILED", "pastFailedRunNames", failed) })
        {
            var left = Runs(cluster).Where(run => State(run) == state).Select(run => run.Name).Order(StringComparer.Ordinal).ToArray();
            left.Length.ShouldBeLessThanOrEqualTo(limit, $"seed {seed}");
            var told = (cluster.Get(ResourceTypes.ScheduledSparkApplications, Key)!.Status![list] as JsonArray ?? []).Select(name => (string)name!);
            string.Join(' ', told.Order(StringComparer.Ordinal)).ShouldBe(string.Join(' ', left), $"seed {seed}");
        }
    }

    private static async Task ReconcileAsync(ScheduleReconciler reconciler)
    {
        try
        {
            await reconciler.ReconcileAsync(Key, CancellationToken.None);
        }
        catch (Exception transient) when (transient is HttpRequestException or KubeException)
        {
            // The queue would bring it back.
        }
    }

    private static IEnumerable<KubeObject> Runs(SimulatedCluster cluster) => cluster.All(ResourceTypes.SparkApplications);

    private static string[] Names(SimulatedCluster cluster) => [.. Runs(cluster).Select(run => run.Name)];

    private static string? State(KubeObject run) => (string?)run.Status?["applicationState"]?["state"];

    private static bool IsOver(KubeObject run) => State(run) is "COMPLETED" or "FAILED";

    private static void End(SimulatedCluster cluster, Random random, string state)
    {
        KubeObject[] living = [.. Runs(cluster).Where(run => !IsOver(run))];
        if (living.Length == 0)
            return;
        var ended = living[random.Next(living.Length)].Clone();
        ended.Json["status"] = new JsonObject { ["applicationState"] = new JsonObject { ["state"] = state } };
        cluster.Put(ResourceTypes.SparkApplications, ended);
    }

    private static void Suspend(SimulatedCluster cluster, bool suspend)
    {
        var item = cluster.Get(ResourceTypes.ScheduledSparkApplications, Key)!.Clone();
        item.Spec!["suspend"] = suspend;
        cluster.Put(ResourceTypes.ScheduledSparkApplications, item);
    }
}
