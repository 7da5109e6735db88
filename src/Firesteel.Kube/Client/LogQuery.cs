namespace Firesteel.Kube.Client;

/// <summary>What <c>kubectl logs</c> can ask for.</summary>
public sealed record LogQuery(
    string? Container = null, bool Follow = false, bool Previous = false, int? TailLines = null, TimeSpan? Since = null, bool Timestamps = false);
