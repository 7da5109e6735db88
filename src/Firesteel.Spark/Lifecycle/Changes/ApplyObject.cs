using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Lifecycle.Changes;

/// <summary>Server-side apply of an object that the application owns.</summary>
public sealed record ApplyObject(ResourceType Type, KubeObject Object) : Change;
