using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Lifecycle.Changes;

/// <summary>Create an object; one of that name that the same owner has already is it.</summary>
public sealed record CreateObject(ResourceType Type, KubeObject Object) : Change;
