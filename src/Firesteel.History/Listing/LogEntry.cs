using Firesteel.History.Store;

namespace Firesteel.History.Listing;

/// <summary>What the list of applications knows of one log: its head, its end, and who may see it. Times are epoch ms.</summary>
public sealed record LogEntry
{
    /// <summary>Fingerprint of no log: the next scan reads it again.</summary>
    internal const string ReadAgain = "";

    /// <summary>Number of the source in the server's list, and name of the log in it.</summary>
    public required int Source { get; init; }

    public required string Log { get; init; }

    /// <summary>Changes when the log does.</summary>
    public required string Fingerprint { get; init; }

    public required long Size { get; init; }
    public required long Modified { get; init; }
    public string AppId { get; init; } = "";
    public string AppName { get; init; } = "";
    public string User { get; init; } = "";
    public string? AttemptId { get; init; }
    public string SparkVersion { get; init; } = "";
    public long Started { get; init; } = -1;

    /// <summary>-1: no end event was read.</summary>
    public long Ended { get; init; } = -1;

    /// <summary>An end event was read in a log whose name says that its writer ended.</summary>
    public bool Completed { get; init; }

    /// <summary>Moment of the scan for what still runs, the file's time for what has ended.</summary>
    public long LastUpdated { get; init; }

    public string AdminAcls { get; init; } = "";
    public string AdminGroups { get; init; } = "";
    public string ViewAcls { get; init; } = "";
    public string ViewGroups { get; init; } = "";

    /// <summary>Why the log is not listed; null if it is.</summary>
    public string? Fault { get; init; }

    public long Duration => Completed ? Ended - Started : 0;

    internal LogEntry Describe(Archive archive) => new()
    {
        Source = archive.Value(Source),
        Log = archive.Text(Log),
        Fingerprint = archive.Text(Fingerprint),
        Size = archive.Value(Size),
        Modified = archive.Value(Modified),
        AppId = archive.Text(AppId),
        AppName = archive.Text(AppName),
        User = archive.Text(User),
        AttemptId = archive.OptionalText(AttemptId),
        SparkVersion = archive.Text(SparkVersion),
        Started = archive.Value(Started),
        Ended = archive.Value(Ended),
        Completed = archive.Value(Completed),
        LastUpdated = archive.Value(LastUpdated),
        AdminAcls = archive.Text(AdminAcls),
        AdminGroups = archive.Text(AdminGroups),
        ViewAcls = archive.Text(ViewAcls),
        ViewGroups = archive.Text(ViewGroups),
        Fault = archive.OptionalText(Fault),
    };
}
