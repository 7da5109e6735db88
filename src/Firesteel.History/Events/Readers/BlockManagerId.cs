namespace Firesteel.History.Events.Readers;

/// <summary>"Block Manager ID".</summary>
internal sealed record BlockManagerId(string Executor, string Host, int Port)
{
    public string HostPort => $"{(Host.Contains(':', StringComparison.Ordinal) && !Host.StartsWith('[') ? $"[{Host}]" : Host)}:{Port}";

    public override string ToString() => $"BlockManagerId({Executor}, {Host}, {Port}, None)";
}
