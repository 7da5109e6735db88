using Firesteel.History.Logs;

namespace Firesteel.History.Listing;

/// <summary>One source as its last scan left it. Written by that source's scan alone; readers see whole lists.</summary>
internal sealed class ScannedSource(ILogSource source)
{
    private volatile IReadOnlyDictionary<string, EventLog> logs = new Dictionary<string, EventLog>();
    private volatile IReadOnlyList<LogFault> problems = [];

    public ILogSource Source => source;

    public IReadOnlyDictionary<string, EventLog> Logs { get => logs; set => logs = value; }

    /// <summary>What is wrong with files that are no logs, and with the source itself.</summary>
    public IReadOnlyList<LogFault> Problems { get => problems; set => problems = value; }

    public int Pending { get; set; }

    public long LastScan { get; set; }
}
