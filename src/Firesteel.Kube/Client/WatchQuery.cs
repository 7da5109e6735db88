namespace Firesteel.Kube.Client;

/// <param name="ResourceVersion">The version of the list that the watch goes on from.</param>
/// <param name="Timeout">After which the server ends the watch; null leaves it to the server.</param>
public sealed record WatchQuery(
    string ResourceVersion, string? LabelSelector = null, string? FieldSelector = null, bool Bookmarks = true, TimeSpan? Timeout = null);
