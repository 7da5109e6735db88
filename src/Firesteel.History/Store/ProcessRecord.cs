namespace Firesteel.History.Store;

/// <summary>A miscellaneous process such as YARN's application master.</summary>
public sealed class ProcessRecord
{
    public string Id { get; internal set; } = "";
    public string HostPort { get; internal set; } = "";
    public int Cores { get; internal set; }
    public long Added { get; internal set; }
    public SortedDictionary<string, string> Logs { get; } = new(StringComparer.Ordinal);

    internal void Describe(Archive archive)
    {
        Id = archive.Text(Id);
        HostPort = archive.Text(HostPort);
        Cores = archive.Value(Cores);
        Added = archive.Value(Added);
        archive.Texts(Logs);
    }
}
