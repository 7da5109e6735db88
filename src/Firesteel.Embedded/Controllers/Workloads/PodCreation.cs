using Firesteel.Embedded.Node.Events;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>Makes the pods of a workload, tells of each, and remembers those that the watch has not shown yet.</summary>
internal sealed class PodCreation(IKubeClient client, NodeEvents events, TimeProvider time)
{
    private readonly Expectations _expectations = new(time);

    /// <param name="shown">What the watch shows of the owner's pods.</param>
    public bool AreAllSeen(KubeObject owner, IReadOnlyCollection<KubeObject> shown) => _expectations.AreMet(owner.Uid, shown);

    /// <exception cref="KubeException">Refused; an event says so.</exception>
    public async Task CreateAsync(KubeObject owner, KubeObject pod, CancellationToken stop)
    {
        try
        {
            var made = await client.CreateAsync(ResourceTypes.Pods, pod, stop);
            _expectations.Expect(owner.Uid, made.Uid);
            events.Normal(owner, "SuccessfulCreate", $"Created pod: {made.Name}");
        }
        catch (KubeException refused) when (refused.Code is >= 400 and < 500)
        {
            events.Warning(owner, "FailedCreate", $"Error creating: {refused.Message}");
            throw;
        }
    }
}
