using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.PodLogs;

/// <summary>Where logs lie: <c>STATE/logs/NAMESPACE_POD_UID/CONTAINER/ATTEMPT.log</c>, as on any node.</summary>
internal sealed class LogPaths(string stateDirectory)
{
    public string OfPod(ObjectKey pod, string uid) => Path.Combine(stateDirectory, "logs", $"{pod.Namespace}_{pod.Name}_{uid}");

    public string OfContainer(ObjectKey pod, string uid, string container, int attempt) =>
        Path.Combine(OfPod(pod, uid), container, $"{attempt}.log");

    /// <returns>Attempts that have a log, oldest first.</returns>
    public IReadOnlyList<int> Attempts(ObjectKey pod, string uid, string container)
    {
        var directory = Path.Combine(OfPod(pod, uid), container);
        return !Directory.Exists(directory) ? [] :
            [.. Directory.EnumerateFiles(directory, "*.log").Select(file => int.TryParse(Path.GetFileNameWithoutExtension(file), out var attempt) ? attempt : -1)
                .Where(attempt => attempt >= 0).Order()];
    }
}
