using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Pages.Environment;
using Firesteel.Console.Tables;
using Firesteel.History.Store;

namespace Firesteel.Console.Pages.Application;

/// <summary>This run against another, named by <c>?compare=application[/attempt]</c>: numbers, stages of the same name, settings.</summary>
public sealed class ComparePage : IApplicationPage
{
    public string Path => "compare/";

    public string Title => "Compare";

    public string Tab => Path;

    public Html Render(ApplicationRequest request) => Html.Of($"""
        <h1>Compare runs</h1>
        <form class="filters"><label>Compare with <input name="compare" value="{request.Query["compare"]}" placeholder="application id" list="runs"></label><datalist id="runs">{Candidates(request).Select(entry => Html.Of($"<option value=\"{Name(entry)}\">{entry.AppName}</option>"))}</datalist><button>Compare</button></form>
        {(request.Other is { } other ? Both(request, other.Entry, other.Store) : Choose(request))}
        """);

    private static string Name(History.Listing.LogEntry entry) => entry.AppId + (entry.AttemptId is { } attempt ? "/" + attempt : "");

    private static IEnumerable<History.Listing.LogEntry> Candidates(ApplicationRequest request) =>
        request.Page.Library.List.Applications.SelectMany(application => application.Attempts)
            .Where(entry => entry != request.Entry && request.Page.Viewer.MaySee(entry, request.Page.Library.Options.Access))
            .OrderByDescending(entry => entry.AppName == request.Entry.AppName).ThenByDescending(entry => entry.Started).Take(15);

    private static Html Choose(ApplicationRequest request)
    {
        var unknown = request.Query["compare"] is { } name ? Html.Of($"<p class=\"note bad\">No application {name} is known to compare with.</p>") : Html.Empty;
        return Html.Of($"{unknown}<p>Runs of the same name stand first.</p><ul>{Candidates(request).Select(entry => Html.Of($"<li><a href=\"?compare={Uri.EscapeDataString(Name(entry))}\">{entry.AppName}</a> <span class=\"dim\">{entry.AppId}, {Amount.Moment(entry.Started)}, {Amount.Duration(entry.Duration)}</span></li>"))}</ul>");
    }

    private static Html Both(ApplicationRequest request, History.Listing.LogEntry otherEntry, ApplicationStore other)
    {
        var (mine, theirs) = (Totals(request.Store), Totals(other));
        var pattern = request.Page.Library.Options.RedactionPattern;
        var settings = EnvironmentPage.Differences(Settings.Parts(request.Store, pattern)[0].Values, Settings.Parts(other, pattern)[0].Values).ToList();
        var stages = Stages(request.Store, other);
        return Html.Of($"""
            <p class="lead">This run against <a href="{request.Page.Link(otherEntry)}">{otherEntry.AppName}</a> ({otherEntry.AppId}).</p>
            {Figure.Rows("Numbers of both runs", ["Number", "This run", "The other run", "Change"], mine.Zip(theirs).Select(pair => (IReadOnlyList<string>)[pair.First.Name, pair.First.Format(pair.First.Value), pair.Second.Format(pair.Second.Value), Change(pair.First.Value, pair.Second.Value)]))}
            <h2>Stages by name <span class="count">{stages.Count}</span></h2>
            {StageTable(stages).Render(stages, request.Query)}
            <h2>Spark settings <span class="count">{settings.Count} differ</span></h2>
            {(settings.Count == 0 ? Html.Empty : Figure.Rows("Settings that differ", ["Setting", "This run", "The other run"], settings.Select(row => (IReadOnlyList<string>)[row.Name, row.Mine ?? "–", row.Theirs ?? "–"]), texts: true))}
            """);
    }

    private static Table<(string Name, double Mine, double Theirs)> StageTable(List<(string Name, double Mine, double Theirs)> stages)
    {
        var most = stages.Count == 0 ? 0 : stages.Max(row => Math.Max(row.Mine, row.Theirs));
        return new(
            "stages",
            "Stages of both runs",
            new("Stage", row => Html.Text(row.Name)) { Text = row => row.Name, Wide = true },
            new("This run", row => Html.Of($"{Time(row.Mine)} {Figure.Bar(row.Mine, most)}")) { Number = row => row.Mine },
            new("The other run", row => Html.Of($"{Time(row.Theirs)} {Figure.Bar(row.Theirs, most, "idle")}")) { Number = row => row.Theirs },
            new("Slower by", row => Html.Text((row.Mine < row.Theirs ? "−" : "") + Amount.Duration(Math.Abs(row.Mine - row.Theirs)))) { Number = row => row.Mine - row.Theirs })
        { Sort = "Slower by", Descending = true, PageSize = 20 };
    }

    /// <summary>Run time, ms, of stages by what they are called in the program.</summary>
    private static List<(string Name, double Mine, double Theirs)> Stages(ApplicationStore mine, ApplicationStore theirs)
    {
        static Dictionary<string, double> Sums(ApplicationStore store) => store.Stages.Values.Where(stage => stage.Status != StageStatus.Skipped)
            .GroupBy(stage => stage.Name).ToDictionary(group => group.Key, group => group.Sum(stage => (double)stage[TaskMetric.ExecutorRunTime]));
        var (left, right) = (Sums(mine), Sums(theirs));
        return [.. left.Keys.Union(right.Keys).Select(name => (name, left.GetValueOrDefault(name), right.GetValueOrDefault(name)))];
    }

    private static (string Name, double Value, Func<double, string> Format)[] Totals(ApplicationStore store)
    {
        double Sum(TaskMetric metric) => store.Stages.Values.Sum(stage => (double)stage[metric]);
        return
        [
            ("Duration", (store.Ended > 0 ? store.Ended : store.LastUpdated) - store.Started, Amount.Duration),
            ("Run time of tasks", Sum(TaskMetric.ExecutorRunTime), Amount.Duration),
            ("Processor time", Sum(TaskMetric.ExecutorCpuTime) / 1e6, Amount.Duration),
            ("Garbage collection", Sum(TaskMetric.JvmGcTime), Amount.Duration),
            ("Jobs", store.Jobs.Count, Amount.Count),
            ("Stages", store.Stages.Count, Amount.Count),
            ("Tasks", store.TaskCount, Amount.Count),
            ("Failed tasks", store.Stages.Values.Sum(stage => stage.FailedTasks), Amount.Count),
            ("Input", Sum(TaskMetric.InputBytes), Amount.Size),
            ("Output", Sum(TaskMetric.OutputBytes), Amount.Size),
            ("Shuffle written", Sum(TaskMetric.ShuffleWriteBytes), Amount.Size),
            ("Spilled to disk", Sum(TaskMetric.DiskBytesSpilled), Amount.Size),
            ("Executors", store.Executors.Values.Count(executor => !executor.IsDriver && executor.Id != "fallback"), Amount.Count),
        ];
    }

    /// <summary>A run without a stage of that name has no time for it.</summary>
    private static string Time(double milliseconds) => milliseconds > 0 ? Amount.Duration(milliseconds) : "–";

    private static string Change(double mine, double theirs) => mine == theirs ? "same" : theirs == 0 ? "new" : mine / theirs >= 10 ? $"× {Amount.Number(mine / theirs, 0)}" : $"{(mine > theirs ? "+" : "−")}{Amount.Number(Math.Abs(mine - theirs) / theirs * 100, 1)} %";
}
