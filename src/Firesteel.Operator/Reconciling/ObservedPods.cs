using System.Collections.Immutable;
using Firesteel.Kube.Objects;

namespace Firesteel.Operator.Reconciling;

/// <summary>An application and its pods as the caches have them.</summary>
public sealed record ObservedPods(KubeObject Application, ImmutableArray<KubeObject> Drivers, ImmutableArray<KubeObject> Executors);
