namespace Firesteel.History.Store.Servers;

/// <summary>A statement or request of a Thrift or Connect server. Times are epoch ms; -1 = not known.</summary>
public sealed class ServerOperation
{
    public string Id { get; internal set; } = "";
    public string SessionId { get; internal set; } = "";
    public string User { get; internal set; } = "";
    public string Statement { get; internal set; } = "";

    /// <summary>STARTED, COMPILED, READY, FINISHED, CANCELED, TIMEDOUT, FAILED, CLOSED.</summary>
    public string State { get; internal set; } = "STARTED";

    /// <summary>Job group (Thrift) or job tag (Connect) that joins it with its jobs.</summary>
    public string? JobKey { get; internal set; }

    public long Started { get; internal set; } = -1;
    public long Finished { get; internal set; } = -1;
    public long Closed { get; internal set; } = -1;
    public string? Error { get; internal set; }
    public string? Plan { get; internal set; }
    public SortedSet<int> JobIds { get; } = [];

    internal void Describe(Archive archive)
    {
        Id = archive.Text(Id);
        SessionId = archive.Text(SessionId);
        User = archive.Text(User);
        Statement = archive.Text(Statement);
        State = archive.Text(State);
        JobKey = archive.OptionalText(JobKey);
        Started = archive.Value(Started);
        Finished = archive.Value(Finished);
        Closed = archive.Value(Closed);
        Error = archive.OptionalText(Error);
        Plan = archive.OptionalText(Plan);
        archive.Integers(JobIds);
    }
}
