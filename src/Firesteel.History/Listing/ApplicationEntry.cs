namespace Firesteel.History.Listing;

/// <summary>An application in the list: its attempts, newest first.</summary>
public sealed record ApplicationEntry(string Id, string Name, IReadOnlyList<LogEntry> Attempts)
{
    /// <summary>An application has ended if its newest attempt has.</summary>
    public bool Completed => Attempts[0].Completed;
}
