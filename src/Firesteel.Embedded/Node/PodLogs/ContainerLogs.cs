using System.Collections.Concurrent;

namespace Firesteel.Embedded.Node.PodLogs;

/// <summary>The logs of all containers of a node, by file. One that is being written can be followed without looking at the disk in a loop.</summary>
public sealed class ContainerLogs(LogOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ContainerLog> _open = new();

    /// <summary>Begins a log; a file that is there is continued.</summary>
    public ContainerLog Open(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var log = new ContainerLog(file, options, time, () => _open.TryRemove(file, out _));
        _open[file] = log;
        return log;
    }

    /// <returns>Null when nothing writes to this log any more.</returns>
    public ContainerLog? FindOpen(string file) => _open.GetValueOrDefault(file);

    /// <returns>The files of a log, oldest first; empty when there is no such log.</returns>
    public IReadOnlyList<string> Files(string file)
    {
        var files = new List<string>();
        for (var i = options.KeepRotated; i > 0; i--)
        {
            if (File.Exists(Rotated(file, i)))
                files.Add(Rotated(file, i));
        }

        if (File.Exists(file))
            files.Add(file);
        return files;
    }

    internal static string Rotated(string file, int age) => $"{file}.{age}";
}
