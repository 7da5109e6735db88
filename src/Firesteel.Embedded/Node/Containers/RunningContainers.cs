using System.Collections.Concurrent;

namespace Firesteel.Embedded.Node.Containers;

/// <summary>What runs on this node right now, by pod and container: how somebody beside the pod's own worker finds it.</summary>
public sealed class RunningContainers
{
    private readonly ConcurrentDictionary<(string PodUid, string Name), (IRunningContainer Container, string PodIp)> _running = new();

    public IRunningContainer? Find(string podUid, string name) => _running.TryGetValue((podUid, name), out var found) ? found.Container : null;

    /// <returns>Null when no container of the pod runs here.</returns>
    public string? AddressOf(string podUid) => _running.FirstOrDefault(entry => entry.Key.PodUid == podUid).Value.PodIp;

    internal void Add(ContainerPlan plan, IRunningContainer container) => _running[(plan.PodUid, plan.Name)] = (container, plan.PodIp);

    internal void Remove(ContainerPlan plan) => _running.TryRemove((plan.PodUid, plan.Name), out _);
}
