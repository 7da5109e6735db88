namespace Firesteel.History.Store.Servers;

/// <summary>Sessions and operations of a Thrift or a Connect server, in the order of the log.</summary>
public sealed class ServerRecord
{
    public List<ServerSession> Sessions { get; } = [];
    public List<ServerOperation> Operations { get; } = [];

    public bool IsEmpty => Sessions.Count == 0 && Operations.Count == 0;

    internal void Describe(Archive archive)
    {
        archive.List(Sessions, () => new ServerSession(), (s, a) => s.Describe(a));
        archive.List(Operations, () => new ServerOperation(), (o, a) => o.Describe(a));
    }
}
