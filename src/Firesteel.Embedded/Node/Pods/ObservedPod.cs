using System.Collections.Immutable;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>Everything that decides what happens to a pod next.</summary>
/// <param name="VolumesReady">Its volumes are on disk.</param>
/// <param name="PodIp">Empty before the first volume is asked for.</param>
public sealed record ObservedPod(
    KubeObject Pod, DateTimeOffset Now, DateTimeOffset StartTime, string PodIp, string HostIp, bool VolumesReady, ImmutableDictionary<string, ObservedContainer> Containers)
{
    public ObservedContainer Container(string name) => Containers.GetValueOrDefault(name) ?? new ObservedContainer(name);
}
