using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Store.Servers;

namespace Firesteel.Console.Pages.Servers;

/// <summary>Sessions and statements of a server in the application; <c>session.id</c> narrows to one session.</summary>
internal static class ServerTables
{
    public static Html Render(ApplicationRequest request, ServerRecord server, string statements)
    {
        var session = request.Query["session.id"];
        var operations = session is null ? server.Operations : server.Operations.FindAll(operation => operation.SessionId == session);
        var sessions = new Table<ServerSession>(
            "sessionstat",
            "Sessions",
            Column<ServerSession>.Of("User", row => row.User),
            Column<ServerSession>.Of("IP", row => row.Ip ?? ""),
            new("Session ID", row => Html.Of($"<a href=\"{request.Query.With(("session.id", row.Id)).ToString()}\">{row.Id}</a>")) { Text = row => row.Id },
            new("Start Time", row => request.Time(row.Started)) { Number = row => row.Started, IsMoment = true },
            new("Finish Time", row => request.Time(row.Finished)) { Number = row => row.Finished, IsMoment = true },
            Column<ServerSession>.Duration("Duration", row => (row.Finished > 0 ? row.Finished : request.Horizon) - row.Started),
            Column<ServerSession>.Count("Total Execute", row => row.Operations))
        { Sort = "Start Time", Descending = true };
        var table = new Table<ServerOperation>(
            "sqlstat",
            statements,
            Column<ServerOperation>.Of("User", row => row.User),
            new("Job ID", row => Html.Join(row.JobIds.Select(job => Html.Of($"<a href=\"{request.Job(job)}\">{job}</a>")), " ")),
            new("Statement", row => Html.Of($"<code>{row.Statement}</code>")) { Text = row => row.Statement, Wide = true },
            Column<ServerOperation>.Of("State", row => row.State),
            new("Start Time", row => request.Time(row.Started)) { Number = row => row.Started, IsMoment = true },
            Column<ServerOperation>.Duration("Execution Time", row => (row.Finished > 0 ? row.Finished : request.Horizon) - row.Started),
            Column<ServerOperation>.Duration("Duration", row => (row.Closed > 0 ? row.Closed : request.Horizon) - row.Started),
            new("Detail", row => Plain.FirstLine(row.Error ?? row.Plan)) { Wide = true })
        { Sort = "Start Time", Descending = true };
        return Html.Of($"""
            <h2>Sessions <span class="count">{Amount.Count(server.Sessions.Count)}</span></h2>{sessions.Render(server.Sessions, request.Query)}
            <h2>{statements} <span class="count">{Amount.Count(operations.Count)}</span></h2>{Html.Of($"<p>Session {session} · <a href=\"{request.Query.With(("session.id", null)).ToString()}\">all sessions</a></p>").If(session is not null)}{table.Render(operations, request.Query)}
            """);
    }
}
