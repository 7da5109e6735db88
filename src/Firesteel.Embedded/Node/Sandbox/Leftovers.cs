using System.Globalization;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>
/// Containers' processes die with the node's by themselves. This is the net below: each started process is noted in the state directory,
/// and the next start ends what is still alive. There are no mounts to undo: a container's mounts exist only in its own namespace.
/// </summary>
internal static class Leftovers
{
    private const string FileName = "process";

    public static void Note(string containerDirectory, int pid)
    {
        if (Processes.StartTime(pid) is { } startTime)
            File.WriteAllText(Path.Combine(containerDirectory, FileName), string.Create(CultureInfo.InvariantCulture, $"{pid} {startTime} {BootId()}"));
    }

    /// <returns>How many processes were alive.</returns>
    public static int End(string podsDirectory)
    {
        if (!Directory.Exists(podsDirectory))
            return 0;
        var ended = 0;

        // POD/containers/NAME/ATTEMPT/process; looking any deeper would walk through the containers' own files.
        var attempts = Directory.EnumerateDirectories(podsDirectory).Select(pod => Path.Combine(pod, "containers")).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories).SelectMany(Directory.EnumerateDirectories);
        foreach (var note in attempts.Select(attempt => Path.Combine(attempt, FileName)).Where(File.Exists))
        {
            var fields = File.ReadAllText(note).Split(' ');
            if (fields.Length == 3 && fields[2] == BootId() && int.TryParse(fields[0], out var pid) && long.TryParse(fields[1], out var startTime)
                && Processes.StartTime(pid) == startTime)
            {
                // The child is the first process of its namespace: the kernel ends all others with it.
                if (Processes.FirstChild(pid) is { } child)
                    Processes.Signal(child, Processes.SigKill);
                Processes.Signal(pid, Processes.SigKill);
                ended++;
            }

            File.Delete(note);
        }

        return ended;
    }

    private static string BootId() => File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";
}
