namespace Firesteel.History.Store;

/// <summary>One resource that a profile asks for per executor; memory in MiB.</summary>
public sealed class ExecutorResource
{
    public string Key { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public long Amount { get; internal set; }
    public string DiscoveryScript { get; internal set; } = "";
    public string Vendor { get; internal set; } = "";

    internal void Describe(Archive archive)
    {
        Key = archive.Text(Key);
        Name = archive.Text(Name);
        Amount = archive.Value(Amount);
        DiscoveryScript = archive.Text(DiscoveryScript);
        Vendor = archive.Text(Vendor);
    }
}
