using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Lifecycle.Changes;

/// <summary>Server-side apply of an object that the application owns.</summary>
/// <param name="IsNeeded">Without it the application cannot run: a refusal refuses the submission. Otherwise a refusal is only told.</param>
public sealed record ApplyObject(ResourceType Type, KubeObject Object, bool IsNeeded = true) : Change;
