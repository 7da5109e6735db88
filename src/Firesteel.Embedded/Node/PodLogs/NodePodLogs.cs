using Firesteel.Embedded.PodLogs;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.PodLogs;

/// <summary>Answers <c>pods/log</c> from the node's files.</summary>
public sealed class NodePodLogs(string stateDirectory, ContainerLogs logs, TimeProvider time) : IPodLogs
{
    private readonly LogPaths _paths = new(stateDirectory);

    public async Task<bool> CopyAsync(ObjectKey pod, string uid, LogQuery query, Stream output, CancellationToken stop)
    {
        var container = query.Container ?? OnlyContainer(pod, uid);
        if (container is null || container.AsSpan().ContainsAny('/', '\0') || container is "." or "..")
            return false;
        var attempts = _paths.Attempts(pod, uid, container);
        var index = attempts.Count - (query.Previous ? 2 : 1);
        if (index < 0)
            return false;
        var file = _paths.OfContainer(pod, uid, container, attempts[index]);
        // Asked for before the files: a log completed in between is complete on disk.
        var open = logs.FindOpen(file);
        if (logs.Files(file) is not { Count: > 0 } files)
            return false;
        await LogReader.CopyAsync(files, open, query, time.GetUtcNow(), output, stop);
        return true;
    }

    private string? OnlyContainer(ObjectKey pod, string uid)
    {
        var directory = _paths.OfPod(pod, uid);
        return Directory.Exists(directory) && Directory.GetDirectories(directory) is [var only] ? Path.GetFileName(only) : null;
    }
}
