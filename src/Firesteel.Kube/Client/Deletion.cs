namespace Firesteel.Kube.Client;

/// <param name="Propagation">Background, Foreground or Orphan; null leaves it to the server.</param>
/// <param name="Uid">Only delete the object with this uid.</param>
public sealed record Deletion(TimeSpan? GracePeriod = null, string? Propagation = null, string? Uid = null, string? ResourceVersion = null);
