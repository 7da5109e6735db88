using Firesteel.History.Events;
using Firesteel.History.Store.Servers;

namespace Firesteel.History.Replay.Handlers.Servers;

/// <summary>Applies one kind of server event; the two servers differ in names only.</summary>
internal abstract class ServerHandler(string prefix, Func<ReplayState, ServerRecord> server) : IEventHandler
{
    public IEnumerable<string> Names => Changes.Keys.Select(name => prefix + name);

    /// <summary>What each event does.</summary>
    protected abstract IReadOnlyDictionary<string, Action<ServerRecord, ServerEvent>> Changes { get; }

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var full = cursor.Rest;
        var kind = Kind(full);
        var read = ServerEvent.Read(ref cursor);
        if (kind is not null)
            Changes[kind](server(state), read);
    }

    protected static void Open(ServerRecord server, ServerEvent read)
    {
        server.Sessions.Add(new ServerSession { Id = read.SessionId, User = read.User, Ip = read.Ip, Started = read.Time });
    }

    protected static void Close(ServerRecord server, ServerEvent read)
    {
        if (server.Sessions.FindLast(session => session.Id == read.SessionId) is { } session)
            session.Finished = read.Time;
    }

    protected static void Begin(ServerRecord server, ServerEvent read)
    {
        server.Operations.Add(new ServerOperation
        {
            Id = read.Id,
            SessionId = read.SessionId,
            User = read.User,
            Statement = read.Statement,
            JobKey = read.JobKey,
            Started = read.Time,
        });
        if (server.Sessions.FindLast(session => session.Id == read.SessionId) is { } session)
            session.Operations++;
    }

    protected static Action<ServerRecord, ServerEvent> Move(string state, bool finishes = false) => (server, read) =>
    {
        if (server.Operations.FindLast(operation => operation.Id == read.Id) is not { } operation)
            return;
        operation.State = state;
        operation.Error = read.Error ?? operation.Error;
        operation.Plan = read.Plan ?? operation.Plan;
        if (state == "CLOSED")
            operation.Closed = read.Time;
        else if (finishes)
            operation.Finished = read.Time;
    };

    /// <summary>The event's short name: the list of handlers knows only that it is one of ours.</summary>
    private string? Kind(ReadOnlySpan<byte> line)
    {
        var name = System.Text.Encoding.UTF8.GetString(EventName.Find(line, new JsonScratch()));
        return name.StartsWith(prefix, StringComparison.Ordinal) && Changes.ContainsKey(name[prefix.Length..]) ? name[prefix.Length..] : null;
    }
}
