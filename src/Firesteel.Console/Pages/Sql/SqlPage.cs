using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Store;
using Firesteel.History.Store.Sql;

namespace Firesteel.Console.Pages.Sql;

/// <summary>All SQL executions by state; those started by another are said under it.</summary>
public sealed class SqlPage : IApplicationPage
{
    private static readonly (SqlStatus Status, string Title, string Tag)[] States =
        [(SqlStatus.Running, "Running queries", "running"), (SqlStatus.Failed, "Failed queries", "failed"), (SqlStatus.Completed, "Completed queries", "completed")];

    public string Path => "SQL/";

    public string Title => "SQL";

    public string Tab => Path;

    public bool IsTab(ApplicationRequest request) => request.Store.Sql.Count > 0;

    public static long Duration(SqlExecutionRecord execution, long horizon) => execution.Submitted < 0 ? -1 : Math.Max(0, (execution.Completed > 0 ? execution.Completed : horizon) - execution.Submitted);

    public Html Render(ApplicationRequest request)
    {
        var all = request.Store.Sql.Values.ToList();
        var children = all.Where(execution => execution.RootId != execution.Id).ToLookup(execution => execution.RootId);
        return Html.Of($"""
            <h1>SQL queries <span class="count">{Amount.Count(all.Count)}</span></h1>
            {States.Select(state => Section(request, all.FindAll(execution => execution.Status == state.Status), state, children))}
            {Html.Of($"<p class=\"nothing\">No SQL query was run.</p>").If(all.Count == 0)}
            """);
    }

    private static Html Section(ApplicationRequest request, List<SqlExecutionRecord> rows, (SqlStatus Status, string Title, string Tag) state, ILookup<long, SqlExecutionRecord> children)
    {
        if (rows.Count == 0)
            return Html.Empty;
        var table = new Table<SqlExecutionRecord>(
            state.Tag,
            state.Title,
            new("ID", row => Html.Of($"<a href=\"{request.Sql(row.Id)}\">{row.Id}</a>")) { Number = row => row.Id, IsMoment = true },
            new("Description", row => Html.Of($"<a href=\"{request.Sql(row.Id)}\">{(row.Description.Length > 0 ? Plain.Text(row.Description) : $"query {row.Id}")}</a>")) { Text = row => row.Description, Wide = true },
            new("Submitted", row => request.Time(row.Submitted)) { Number = row => row.Submitted, IsMoment = true },
            Column<SqlExecutionRecord>.Duration("Duration", row => Duration(row, request.Horizon)),
            new("Job IDs", row => Html.Join(row.Jobs.Keys.Order().Take(12).Select(job => Html.Of($"<a href=\"{request.Job(job)}\"{new Html(row.Jobs[job] == JobStatus.Failed ? " class=\"bad-text\"" : "")}>{job}</a>")), " ")) { Number = row => row.Jobs.Count, IsMoment = true },
            new("Plan changes", row => Html.Text(row.AdaptiveUpdates == 0 ? "" : $"{row.AdaptiveUpdates}")) { Number = row => row.AdaptiveUpdates, Hint = "How often adaptive execution changed the plan" },
            children.Count == 0 ? null : new("Sub Execution IDs", row => Html.Join(children[row.Id].Select(child => Html.Of($"<a href=\"{request.Sql(child.Id)}\">{child.Id}</a>")), " ")),
            state.Status == SqlStatus.Failed ? new("Error Message", row => Plain.FirstLine(row.Error)) { Text = row => row.Error ?? "", Wide = true } : null)
        { Sort = "ID", Descending = true };
        return Html.Of($"<h2>{state.Title} <span class=\"count\">{Amount.Count(rows.Count)}</span></h2>{table.Render(rows, request.Query)}");
    }
}
