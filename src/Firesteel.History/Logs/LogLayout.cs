using System.Collections.Immutable;
using Firesteel.History.Codecs;

namespace Firesteel.History.Logs;

/// <summary>Finds logs in a list of files, with Spark's rules. Pure.</summary>
internal static class LogLayout
{
    public static IReadOnlyList<EventLog> Find(ILogSource source, IReadOnlyList<LogFile> files, List<LogFault> faults)
    {
        var logs = new List<EventLog>();
        foreach (var file in files.Where(file => !file.Path.Contains('/', StringComparison.Ordinal)))
        {
            if (file.Name.StartsWith('.'))
                continue;
            var completed = !file.Name.EndsWith(CodecNames.InProgress, StringComparison.Ordinal);
            if (!CodecNames.TryFromFileName(file.Name, out _))
                faults.Add(new LogFault(file.Name, "the extension is no codec that Spark writes", file.Modified));
            else if (file.Size == 0)
                faults.Add(new LogFault(file.Name, "the log is empty", file.Modified));
            else
                logs.Add(new EventLog(source, file.Name, Rolled: false, [file], [file], completed));
        }

        foreach (var directory in files.Where(file => file.Path.StartsWith(LogNames.RolledPrefix, StringComparison.Ordinal) && file.Path.Contains('/', StringComparison.Ordinal))
            .GroupBy(file => file.Path[..file.Path.IndexOf('/', StringComparison.Ordinal)]))
        {
            if (Rolled(source, directory.Key, [.. directory], faults) is { } log)
                logs.Add(log);
        }

        return logs;
    }

    private static EventLog? Rolled(ILogSource source, string name, ImmutableArray<LogFile> files, List<LogFault> faults)
    {
        var modified = files.Max(file => file.Modified);
        var status = files.FirstOrDefault(file => file.Name.StartsWith(LogNames.Status, StringComparison.Ordinal));
        var parts = files.Where(file => LogNames.IndexOf(file.Name) >= 0 && !file.Name.EndsWith(CodecNames.Compact + CodecNames.InProgress, StringComparison.Ordinal))
            .OrderBy(file => LogNames.IndexOf(file.Name)).ThenBy(IsCompact).ToList();
        if (status is null || parts.Count == 0)
        {
            faults.Add(new LogFault(name, status is null ? "the directory has no appstatus file" : "the directory has no events file", modified));
            return null;
        }

        var lastCompact = parts.FindLastIndex(IsCompact);
        if (lastCompact > 0)
            parts.RemoveRange(0, lastCompact);
        for (var i = 1; i < parts.Count; i++)
        {
            if (LogNames.IndexOf(parts[i].Name) == LogNames.IndexOf(parts[i - 1].Name) + 1)
                continue;
            faults.Add(new LogFault(name, $"events file {LogNames.IndexOf(parts[i - 1].Name) + 1} is missing", modified));
            return null;
        }

        ImmutableArray<LogFile> all = [status, .. parts];
        return new EventLog(source, name, Rolled: true, [.. parts], all, !status.Name.EndsWith(CodecNames.InProgress, StringComparison.Ordinal));
    }

    private static bool IsCompact(LogFile file) => file.Name.EndsWith(CodecNames.Compact, StringComparison.Ordinal);
}
