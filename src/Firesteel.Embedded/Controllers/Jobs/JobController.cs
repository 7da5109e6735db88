using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Hosting;
using Firesteel.Embedded.Controllers.Workloads;
using Firesteel.Embedded.Node.Events;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Queueing;

namespace Firesteel.Embedded.Controllers.Jobs;

/// <summary>Runs a job's pods until enough of them have succeeded or too many have failed.</summary>
internal sealed class JobController(IKubeClient client, NodeEvents events, TimeProvider time) : IController
{
    private readonly PodCreation _pods = new(client, events, time);
    private OwnedInformers? _watched;

    public void Watch(SharedInformers informers, WorkQueue<WorkKey> queue) => _watched = OwnedInformers.Watch(informers, ResourceTypes.Jobs, ResourceTypes.Pods, queue);

    public async Task ReconcileAsync(WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (_watched!.Find(key.Key) is not { IsBeingDeleted: false } job)
            return;
        if (job.Status.Items("conditions").FirstOrDefault(condition => condition.Text("type") is "Complete" or "Failed" && condition.Text("status") == "True") is { } end)
        {
            await RemoveFinishedAsync(job, end, key, queue, stop);
            return;
        }

        var pods = _watched!.Of(job);
        if (!_pods.AreAllSeen(job, pods))
            return;
        var now = time.GetUtcNow();
        var decision = JobDecision.Decide(job, pods, now);
        for (var i = 0; i < decision.Create; i++)
            await _pods.CreateAsync(job, TemplatePod.Of(job, job.Name + "-"), stop);
        foreach (var pod in decision.Delete)
            await client.DeleteAsync(ResourceTypes.Pods, pod.Key, new Deletion(Uid: pod.Uid), stop);
        await StatusWriter.WriteAsync(client, ResourceTypes.Jobs, job, decision.Status, stop);
        if (decision.Finished is { Type: "Complete" })
            events.Normal(job, "Completed", "Job completed");
        else if (decision.Finished is { } failed)
            events.Warning(job, failed.Reason, failed.Message);
        if (decision.WakeAt is { } wake)
            queue.AddAfter(key, wake - now);
    }

    private async Task RemoveFinishedAsync(KubeObject job, JsonObject end, WorkKey key, WorkQueue<WorkKey> queue, CancellationToken stop)
    {
        if (job.Spec.Whole("ttlSecondsAfterFinished") is not { } seconds || end.Time("lastTransitionTime") is not { } since)
            return;
        var left = since.AddSeconds(seconds) - time.GetUtcNow();
        if (left > TimeSpan.Zero)
            queue.AddAfter(key, left);
        else
            await client.DeleteAsync(ResourceTypes.Jobs, job.Key, new Deletion(Propagation: "Foreground", Uid: job.Uid), stop);
    }
}
