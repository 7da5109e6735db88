using System.Collections.Immutable;
using Firesteel.Kube.Client;
using Firesteel.Kube.Events;
using Firesteel.Kube.Leases;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Queueing;
using Firesteel.Operator.Effects;
using Firesteel.Operator.Metrics;
using Firesteel.Operator.Reconciling;
using Firesteel.Spark.Lifecycle;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Hosting;

/// <summary>The operator as a whole: caches, queue, workers, events, metrics, leadership.</summary>
public static class OperatorHost
{
    private const string Component = "firesteel-operator";

    /// <summary>Timers have a longest time; looking too early harms nobody.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    /// <summary>A schedule or a server is decided in no time, and there are few of them.</summary>
    private const int FewWorkers = 2;

    /// <summary>Runs until it is told to stop, then ends without an exception.</summary>
    /// <exception cref="ProblemException">The options make no sense.</exception>
    public static async Task RunAsync(IKubeClient client, OperatorOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        if (options.Validate() is { Length: > 0 } problems)
            throw new ProblemException(problems);
        using var instruments = new OperatorInstruments();
        using var metrics = new PrometheusText(OperatorInstruments.MeterName);
        // Without the lease there is nothing to be late with: a standby is ready, or a rollout would wait for it for ever.
        var ready = options.LeaderElection;
        var endpoints = options.Listen is { } address ? OperatorEndpoints.RunAsync(address, metrics, () => Volatile.Read(ref ready), loggers, stop) : Task.CompletedTask;
        var work = options.LeaderElection
            ? new LeaderElection(client, Lease(options), time, loggers.CreateLogger<LeaderElection>()).RunAsync(Lead, stop)
            : Lead(stop);
        await Task.WhenAll(endpoints, work);

        Task Lead(CancellationToken stop)
        {
            Volatile.Write(ref ready, false);
            return WorkAsync(client, options, instruments, () => Volatile.Write(ref ready, true), time, loggers, stop);
        }
    }

    private static async Task WorkAsync(
        IKubeClient client, OperatorOptions options, OperatorInstruments instruments, Action ready, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        var logger = loggers.CreateLogger("Firesteel.Operator");
        logger.Started(options.Namespaces.IsEmpty ? "all namespaces" : string.Join(", ", options.Namespaces), options.Workers);
        using var queue = new WorkQueue<ObjectKey>(time);
        var caches = options.Namespaces.DefaultIfEmpty("").ToImmutableDictionary(name => name, name => new ApplicationCaches(client, name, queue.Add, time, logger));
        instruments.Follow(() => caches.Values.SelectMany(cache => cache.RunningApplications), () => caches.Values.SelectMany(cache => cache.RunningExecutors));
        var recorder = new EventRecorder(client, new EventRecorderOptions { Component = Component }, time, loggers.CreateLogger<EventRecorder>());
        var reconciler = new ApplicationReconciler(
            key => Observe(caches.GetValueOrDefault(key.Namespace) ?? caches.GetValueOrDefault(""), key),
            client, Tell, options.Lifecycle, instruments, time, logger);
        var enactor = new Enactor(client, Tell, time, logger);
        using var scheduleQueue = new WorkQueue<ObjectKey>(time);
        var schedules = options.Namespaces.DefaultIfEmpty("").ToImmutableDictionary(name => name, name => new ScheduleCaches(client, name, scheduleQueue.Add, time, logger));
        var scheduler = new ScheduleReconciler(
            key => Observe(schedules.GetValueOrDefault(key.Namespace) ?? schedules.GetValueOrDefault(""), key), client, enactor, options.RunNamePrecision, time);
        using var connectQueue = new WorkQueue<ObjectKey>(time);
        var connects = options.Namespaces.DefaultIfEmpty("").ToImmutableDictionary(name => name, name => new ConnectCaches(client, name, connectQueue.Add, time, logger));
        var connector = new ConnectReconciler(
            key => (connects.GetValueOrDefault(key.Namespace) ?? connects.GetValueOrDefault(""))?.Find(key), enactor, options.Lifecycle.Master, time);

        Task[] following =
        [
            .. caches.Values.Select(cache => cache.RunAsync(stop)), .. schedules.Values.Select(cache => cache.RunAsync(stop)), .. connects.Values.Select(cache => cache.RunAsync(stop)),
            recorder.RunAsync(stop),
        ];
        try
        {
            await Task.WhenAll(caches.Values.Select(cache => cache.WhenSynced)).WaitAsync(stop);
            ready();
            // A cluster without the other definitions still runs applications.
            await Task.WhenAll(
                Loop(queue, reconciler.ReconcileAsync).RunAsync(options.Workers, stop),
                RunAsync(Task.WhenAll(schedules.Values.Select(cache => cache.WhenSynced)), Loop(scheduleQueue, scheduler.ReconcileAsync)),
                RunAsync(Task.WhenAll(connects.Values.Select(cache => cache.WhenSynced)), Loop(connectQueue, connector.ReconcileAsync)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop before the caches were filled.
        }

        instruments.Follow(() => [], () => []); // what is known now grows old
        await Task.WhenAll(following);

        async Task RunAsync(Task synced, WorkLoop<ObjectKey> loop)
        {
            await synced.WaitAsync(stop);
            await loop.RunAsync(FewWorkers, stop);
        }

        void Tell(KubeObject item, ApplicationEvent happened) =>
            recorder.Record(item, happened.IsWarning ? EventType.Warning : EventType.Normal, happened.Reason, happened.Message);

        WorkLoop<ObjectKey> Loop(WorkQueue<ObjectKey> keys, Func<ObjectKey, CancellationToken, Task<DateTimeOffset?>> reconcile) => new(keys, async (key, stopping) =>
        {
            if (await reconcile(key, stopping) is { } wakeAt)
                keys.AddAfter(key, TimeSpan.FromTicks(Math.Clamp((wakeAt - time.GetUtcNow()).Ticks, 0, LongestSleep.Ticks)));
        }, logger);
    }

    private static (KubeObject Schedule, ImmutableArray<KubeObject> Runs)? Observe(ScheduleCaches? caches, ObjectKey key) =>
        caches?.Find(key) is { } schedule ? (schedule, caches.Runs(key)) : null;

    private static ObservedPods? Observe(ApplicationCaches? caches, ObjectKey key) =>
        caches?.Find(key) is { } application ? new(application, caches.Pods(key, "driver"), caches.Pods(key, "executor")) : null;

    private static LeaderElectionOptions Lease(OperatorOptions options) =>
        new() { Lease = new ObjectKey(options.LeaseNamespace, options.LeaseName), Identity = options.Identity };
}
