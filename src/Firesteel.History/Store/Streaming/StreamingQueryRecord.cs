namespace Firesteel.History.Store.Streaming;

/// <summary>A structured streaming query (one run). Times are epoch ms; -1 = not known.</summary>
public sealed class StreamingQueryRecord
{
    public string Id { get; internal set; } = "";
    public string RunId { get; internal set; } = "";
    public string? Name { get; internal set; }
    public long Started { get; internal set; } = -1;

    /// <summary>Time of the last progress if the query has ended: the log does not hold the moment itself.</summary>
    public long Ended { get; internal set; } = -1;

    public bool IsActive { get; internal set; } = true;
    public string? Exception { get; internal set; }
    public List<StreamingProgress> Progress { get; } = [];

    internal void Describe(Archive archive)
    {
        Id = archive.Text(Id);
        RunId = archive.Text(RunId);
        Name = archive.OptionalText(Name);
        Started = archive.Value(Started);
        Ended = archive.Value(Ended);
        IsActive = archive.Value(IsActive);
        Exception = archive.OptionalText(Exception);
        archive.List(Progress, () => new StreamingProgress(), (p, a) => p.Describe(a));
    }
}
