using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Client;

/// <param name="Object">A bookmark carries only kind and resourceVersion.</param>
public sealed record WatchEvent(WatchEventType Type, KubeObject Object);
