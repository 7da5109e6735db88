using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages.Application;
using Firesteel.Console.Pages.Jobs;
using Firesteel.Console.Tables;
using Firesteel.History.Store;
using Firesteel.History.Store.Sql;

namespace Firesteel.Console.Pages.Sql;

/// <summary>One SQL execution: its plan with times and rows, first and last plan if adaptive execution changed it, and its jobs.</summary>
public sealed class ExecutionPage : IApplicationPage
{
    public string Path => "SQL/execution/";

    public string Title => "SQL query";

    public string Tab => "SQL/";

    public Html Render(ApplicationRequest request)
    {
        if (request.Query.Long("id") is not { } id || !request.Store.Sql.TryGetValue(id, out var execution))
            throw new PageNotFoundException($"No information to display for query {request.Query["id"]}");
        var initial = request.Query["plan"] == "initial" && execution.InitialPlan is not null;
        var plan = initial ? execution.InitialPlan : execution.Plan;
        var jobs = request.Store.Jobs.Values.Where(job => execution.Jobs.ContainsKey(job.JobId)).ToList();
        var state = execution.Status;
        return Html.Of($"""
            <h1>Query {execution.Id} <span class="chip {(state == SqlStatus.Failed ? "failed" : state == SqlStatus.Running ? "running" : "good")}">{state.ToString().ToLowerInvariant()}</span></h1>
            <p class="lead">{Plain.Text(execution.Description)}</p>
            <p>{Links(request, execution)}</p>
            {Html.Of($"<div class=\"note bad\">{Plain.FirstLine(execution.Error)}</div>").If(!string.IsNullOrEmpty(execution.Error))}
            {Numbers.Render(
                ("Duration", Amount.Duration(SqlPage.Duration(execution, request.Horizon)), null),
                ("Submitted", Amount.Moment(execution.Submitted), "UTC"),
                ("Jobs", Amount.Count(execution.Jobs.Count), null),
                ("Stages", Amount.Count(execution.StageIds.Count), null),
                ("Plan changes", Amount.Count(execution.AdaptiveUpdates), "by adaptive execution"))}
            {Changes(request, execution, initial)}
            {(plan is null ? Html.Of($"<p class=\"nothing\">The log holds no plan of this query.</p>") : Plan(PlanGraph.From(plan), execution, request, initial))}
            {(jobs.Count == 0 ? Html.Empty : Html.Of($"<h2>Jobs</h2>{JobTables.Make(request, "job", "Jobs of the query", groups: false, failures: jobs.Exists(job => job.Status == JobStatus.Failed)).Render(jobs, request.Query)}"))}
            {Text("Plan as text", initial ? execution.InitialPlanDescription : execution.PlanDescription)}
            {Configs(execution)}
            {Html.Of($"<details><summary>Call site</summary><pre tabindex=\"0\">{execution.Details}</pre></details>").If(execution.Details.Length > 0)}
            """);
    }

    private static Html Links(ApplicationRequest request, SqlExecutionRecord execution) => Html.Join(
        execution.Jobs.Keys.Order().Take(20).Select(job => Html.Of($"<a href=\"{request.Job(job)}\">job {job}</a>"))
            .Concat(execution.RootId != execution.Id ? [Html.Of($"<a href=\"{request.Sql(execution.RootId)}\">started by query {execution.RootId}</a>")] : [])
            .Concat(request.Store.Sql.Values.Where(child => child.RootId == execution.Id && child.Id != execution.Id).Select(child => Html.Of($"<a href=\"{request.Sql(child.Id)}\">started query {child.Id}</a>"))),
        " · ");

    private static Html Plan(PlanGraph graph, SqlExecutionRecord execution, ApplicationRequest request, bool initial)
    {
        var numbers = new PlanNumbers(graph, execution.Values);
        var nodes = graph.Nodes.Where(node => !node.IsCluster).ToList();
        var table = new Table<PlanNode>(
            "node",
            "Operators of the plan",
            new("Node", node => Html.Text($"{node.Id}")) { Number = node => node.Id },
            new("Operator", node => Html.Of($"<details class=\"more\"><summary>{node.Name.Trim()}{(numbers.Critical.Contains(node.Id) ? " (on the critical path)" : "")}</summary><code>{node.Simple}</code></details>")) { Text = node => node.Name, Wide = true },
            Column<PlanNode>.Duration("Time", node => numbers.Time(node.Id)) with { Hint = "Over all tasks; what a generated stage does not measure apart is shared among its operators" },
            new("Rows", node => Html.Text(numbers.Rows(node) is { } rows ? Amount.Count(rows) : "")) { Number = node => numbers.Rows(node) ?? -1 },
            new("Metrics", node => Html.Of($"<details class=\"more\"><summary>{numbers.Metrics(node).Count()} values</summary><ul>{numbers.Metrics(node).Select(metric => Html.Of($"<li>{metric.Name}: {metric.Value}</li>"))}</ul></details>").If(numbers.Metrics(node).Any())))
        { Sort = "Node" };
        var path = numbers.Critical.Count > 0 ? $", critical path of {Amount.Duration(numbers.Critical.Sum(numbers.Time))}" : "";
        return Figure.Of($"{(initial ? "First plan" : execution.InitialPlan is null ? "Plan" : "Last plan")}{path}", PlanPicture.Render(graph, numbers), table.Render(nodes, request.Query), Figure.Key(("ember", "share of the time"), ("crit", "critical path")), "Operators and their metrics");
    }

    /// <summary>First and last plan against each other, operator by operator.</summary>
    private static Html Changes(ApplicationRequest request, SqlExecutionRecord execution, bool initial)
    {
        if (execution.InitialPlan is null || execution.Plan is null)
            return Html.Empty;
        var before = Counts(execution.InitialPlan);
        var after = Counts(execution.Plan);
        var rows = before.Keys.Union(after.Keys).Select(name => (Name: name, Before: before.GetValueOrDefault(name), After: after.GetValueOrDefault(name))).Where(row => row.Before != row.After).OrderBy(row => row.Name, StringComparer.Ordinal).ToList();
        Html Choice(string text, string? value, bool current) => current ? Html.Of($"<b aria-current=\"true\">{text}</b>") : Html.Of($"<a href=\"{request.Query.With(("plan", value)).ToString()}\">{text}</a>");
        return Html.Of($"""
            <p class="switch">{Choice("last plan", null, !initial)} {Choice("first plan", "initial", initial)}</p>
            {(rows.Count == 0 ? Html.Empty : Html.Of($"<details><summary>What adaptive execution changed: {rows.Count} {(rows.Count == 1 ? "kind of operator" : "kinds of operators")}</summary>{Figure.Rows("Operators before and after", ["Operator", "First plan", "Last plan"], rows.Select(row => (IReadOnlyList<string>)[row.Name, $"{row.Before}", $"{row.After}"]))}</details>"))}
            """);
    }

    private static Dictionary<string, int> Counts(PlanInfo plan) =>
        PlanGraph.From(plan).Nodes.Where(node => !node.IsCluster).GroupBy(node => node.Name.Trim()).ToDictionary(group => group.Key, group => group.Count());

    private static Html Text(string title, CompressedText text) => text.Length == 0 ? Html.Empty : Html.Of($"<details><summary>{title}</summary><pre tabindex=\"0\">{text.ToString()}</pre></details>");

    private static Html Configs(SqlExecutionRecord execution) => execution.ModifiedConfigs.Count == 0 ? Html.Empty
        : Html.Of($"<details><summary>Settings of the session</summary>{Figure.Rows("Settings of the session", ["Setting", "Value"], execution.ModifiedConfigs.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (IReadOnlyList<string>)[entry.Key, entry.Value]), texts: true)}</details>");
}
