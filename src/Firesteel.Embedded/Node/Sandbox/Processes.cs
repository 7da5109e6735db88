using System.Globalization;
using System.Runtime.InteropServices;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>What /proc tells of processes, and signals to them.</summary>
internal static partial class Processes
{
    private const int LastFieldRead = 19;

    public const int SigKill = 9;
    public const int SigTerm = 15;

    /// <summary>A pid alone may be reused; with its start time (clock ticks since boot) it names one process for good.</summary>
    /// <returns>Null when there is no such process, or only its remains.</returns>
    public static long? StartTime(int pid) => Stat(pid) is { } fields && fields[0] is not ("Z" or "X") && long.TryParse(fields[LastFieldRead], out var ticks) ? ticks : null;

    public static int? FirstChild(int pid)
    {
        try
        {
            var children = File.ReadAllText($"/proc/{pid}/task/{pid}/children");
            if (int.TryParse(children.AsSpan(0, Math.Max(0, children.IndexOf(' '))), out var child))
                return child;
        }
        catch (IOException)
        {
            // Not every kernel has this file; the slow way finds the child too.
        }

        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), out var candidate) && Stat(candidate) is { } fields && fields[1] == pid.ToString())
                return candidate;
        }

        return null;
    }

    /// <summary>Parent of each process of the machine.</summary>
    public static Dictionary<int, int> Parents()
    {
        var parents = new Dictionary<int, int>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), out var pid) && Stat(pid) is { } fields && int.TryParse(fields[1], CultureInfo.InvariantCulture, out var parent))
                parents[pid] = parent;
        }

        return parents;
    }

    /// <summary>Bytes that a process holds and the kernel cannot drop; 0 when it is gone.</summary>
    public static long Memory(int pid)
    {
        try
        {
            return File.ReadLines($"/proc/{pid}/status")
                .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal) || line.StartsWith("RssShmem:", StringComparison.Ordinal))
                .Sum(line => long.Parse(line.AsSpan(line.IndexOf(':') + 1).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    public static bool Signal(int pid, int signal) => kill(pid, signal) == 0;

    /// <summary>Fields of /proc/PID/stat from the state on (field 3 of proc(5)); the command's name may hold blanks and is left out.</summary>
    private static string[]? Stat(int pid)
    {
        try
        {
            // A process that ends while it is read may leave nothing, or half of it.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat.LastIndexOf(')') is > 0 and var end && end + 2 < stat.Length ? stat[(end + 2)..].Split(' ') : [];
            return fields.Length > LastFieldRead ? fields : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
