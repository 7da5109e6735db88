namespace Firesteel.History.Logs;

/// <summary>Names of Spark's event log files.</summary>
internal static class LogNames
{
    public const string RolledPrefix = "eventlog_v2_";
    public const string Events = "events_";
    public const string Status = "appstatus_";

    /// <summary>Index of <c>events_&lt;index&gt;_…</c>; -1 for another name.</summary>
    public static long IndexOf(string fileName)
    {
        if (!fileName.StartsWith(Events, StringComparison.Ordinal))
            return -1;
        var end = fileName.IndexOf('_', Events.Length);
        return end > 0 && long.TryParse(fileName.AsSpan(Events.Length, end - Events.Length), out var index) ? index : -1;
    }
}
