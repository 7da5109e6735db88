using Firesteel.Embedded.Controllers.Endpoints;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Controllers.Jobs;
using Firesteel.Embedded.Controllers.Namespaces;
using Firesteel.Embedded.Controllers.Ownership;
using Firesteel.Embedded.Controllers.Pods;
using Firesteel.Embedded.Controllers.Roles;
using Firesteel.Embedded.Controllers.Volumes;
using Firesteel.Embedded.Controllers.Workloads;
using Firesteel.Embedded.Node.Events;
using Firesteel.Kube.Client;
using Firesteel.Kube.Queueing;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Controllers;

/// <summary>What a cluster's controller manager does, as far as Spark, its charts and kubectl notice. Clients of the API like any other.</summary>
public sealed class ControllerHost(IKubeClient client, ControllerOptions options, TimeProvider time, ILogger log)
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when all controllers have seen the cluster once.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var informers = new SharedInformers(client, time, log, ending.Token);
        var kinds = new ClusterKinds(informers);
        var events = new NodeEvents(client, "controllermanager", "", time, log);
        IController[] controllers =
        [
            new NamespaceContentsController(client, options),
            new NamespaceDeletionController(client, kinds),
            new GarbageCollector(client, kinds),
            new EndpointsController(client),
            new DeploymentController(client, events, time),
            new ReplicaSetController(client, events, time),
            new StatefulSetController(client, events, time),
            new DaemonSetController(client, events, time),
            new JobController(client, events, time),
            new CronJobController(client, events, time),
            new VolumeClaimController(client, options),
            new PodCollector(client),
            new RoleAggregationController(client),
        ];
        List<Task> parts = [events.RunAsync(ending.Token)];
        try
        {
            foreach (var controller in controllers)
            {
                // A failed step is tried again soon: everything is on one machine.
                var queue = new WorkQueue<WorkKey>(time, new WorkQueueOptions { MaxDelay = TimeSpan.FromSeconds(10), Rate = 200 });
                controller.Watch(informers, queue);
                var loop = new WorkLoop<WorkKey>(queue, (key, token) => controller.ReconcileAsync(key, queue, token), log);
                parts.Add(RunAsync(informers, loop, ending.Token));
            }

            kinds.Start();
            await informers.WhenSynced.WaitAsync(stop);
            _ready.TrySetResult();
            await await Task.WhenAny(parts);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop.
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ready.TrySetCanceled(CancellationToken.None);
        }
    }

    /// <summary>No decision before the whole is seen.</summary>
    private async Task RunAsync(SharedInformers informers, WorkLoop<WorkKey> loop, CancellationToken stop)
    {
        await Task.Yield();
        await informers.WhenSynced.WaitAsync(stop);
        await loop.RunAsync(options.Workers, stop);
    }
}
