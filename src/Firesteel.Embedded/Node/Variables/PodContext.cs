using Firesteel.Embedded.Node.Volumes;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Variables;

/// <summary>What environment and volumes of a pod are made from; read once, then everything is pure.</summary>
/// <param name="Sources">The ConfigMaps and Secrets that the pod names.</param>
internal sealed record PodContext(KubeObject Pod, string PodIp, string HostIp, string NodeName, NodeCapacity Capacity, SourceObjects Sources);
