using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Controllers.Workloads;
using Firesteel.Embedded.Node.Events;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;

namespace Firesteel.Embedded.Controllers.Jobs;

/// <summary>Makes jobs by the clock.</summary>
internal sealed class CronJobController(IKubeClient client, NodeEvents events, TimeProvider time) : IController
{
    private OwnedInformers? _watched;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue) => _watched = OwnedInformers.Watch(informers, ResourceTypes.CronJobs, ResourceTypes.Jobs, queue);

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_watched!.Find(key.Key) is not { IsBeingDeleted: false } cron)
            return;
        var now = time.GetUtcNow();
        var decision = CronJobDecision.Decide(cron, _watched.Of(cron), now);
        foreach (var job in decision.Delete)
        {
            await client.DeleteAsync(ResourceTypes.Jobs, job.Key, new Deletion(Propagation: "Background", Uid: job.Uid), stop);
            events.Normal(cron, "SuccessfulDelete", $"Deleted job {job.Name}");
        }

        if (decision.Create is { } due)
            await CreateAsync(cron, due, stop);
        await StatusWriter.WriteAsync(client, ResourceTypes.CronJobs, cron, decision.Status, stop);
        if (decision.Event is { } happened)
            (happened.IsWarning ? (Action<KubeObject, string, string>)events.Warning : events.Normal)(cron, happened.Reason, happened.Message);
        if (decision.WakeAt is { } wake)
            queue.AddAfter(key, wake - now);
    }

    private async Task CreateAsync(KubeObject cron, KubeObject due, CancellationToken stop)
    {
        try
        {
            await client.CreateAsync(ResourceTypes.Jobs, due, stop);
            events.Normal(cron, "SuccessfulCreate", $"Created job {due.Name}");
        }
        catch (KubeException present) when (present.IsAlreadyExists)
        {
            // The watch, or the status, is behind: the name says that it is the same time.
        }
    }
}
