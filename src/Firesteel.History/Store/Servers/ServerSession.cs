namespace Firesteel.History.Store.Servers;

/// <summary>A session of a Thrift or Connect server. Times are epoch ms; -1 = not known.</summary>
public sealed class ServerSession
{
    public string Id { get; internal set; } = "";
    public string User { get; internal set; } = "";
    public string? Ip { get; internal set; }
    public long Started { get; internal set; } = -1;
    public long Finished { get; internal set; } = -1;
    public int Operations { get; internal set; }

    internal void Describe(Archive archive)
    {
        Id = archive.Text(Id);
        User = archive.Text(User);
        Ip = archive.OptionalText(Ip);
        Started = archive.Value(Started);
        Finished = archive.Value(Finished);
        Operations = archive.Value(Operations);
    }
}
