using System.Collections.Immutable;
using Firesteel.Kube.Client;
using Firesteel.Kube.Events;
using Firesteel.Kube.Leases;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Queueing;
using Firesteel.Operator.Metrics;
using Firesteel.Operator.Reconciling;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Hosting;

/// <summary>The operator as a whole: caches, queue, workers, events, metrics, leadership.</summary>
public static class OperatorHost
{
    private const string Component = "firesteel-operator";

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
        var recorder = new EventRecorder(client, new EventRecorderOptions { Component = Component }, time, loggers.CreateLogger<EventRecorder>());
        var reconciler = new ApplicationReconciler(
            key => Observe(caches.GetValueOrDefault(key.Namespace) ?? caches.GetValueOrDefault(""), key),
            client,
            (item, happened) => recorder.Record(item, happened.IsWarning ? EventType.Warning : EventType.Normal, happened.Reason, happened.Message),
            options.Lifecycle, instruments, time, logger);
        var loop = new WorkLoop<ObjectKey>(queue, async (key, stopping) =>
        {
            if (await reconciler.ReconcileAsync(key, stopping) is { } wakeAt)
                queue.AddAfter(key, wakeAt - time.GetUtcNow() is var pause && pause > TimeSpan.Zero ? pause : TimeSpan.Zero);
        }, logger);

        var following = caches.Values.Select(cache => cache.RunAsync(stop)).Append(recorder.RunAsync(stop)).ToArray();
        try
        {
            await Task.WhenAll(caches.Values.Select(cache => cache.WhenSynced)).WaitAsync(stop);
            ready();
            await loop.RunAsync(options.Workers, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop before the caches were filled.
        }

        await Task.WhenAll(following);
    }

    private static ObservedPods? Observe(ApplicationCaches? caches, ObjectKey key) =>
        caches?.Find(key) is { } application ? new(application, caches.Pods(key, "driver"), caches.Pods(key, "executor")) : null;

    private static LeaderElectionOptions Lease(OperatorOptions options) =>
        new() { Lease = new ObjectKey(options.LeaseNamespace, options.LeaseName), Identity = options.Identity };
}
