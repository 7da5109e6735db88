using Firesteel.Console.Figures;
using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.Console.Tables;
using Firesteel.History.Comparison;

namespace Firesteel.Console.Pages.Environment;

/// <summary>Settings, found by a word, or against another run's with <c>?compare=application[/attempt]</c>.</summary>
public sealed class EnvironmentPage : IApplicationPage
{
    public string Path => "environment/";

    public string Title => "Environment";

    public string Tab => Path;

    public Html Render(ApplicationRequest request)
    {
        var word = request.Query["find"];
        var pattern = request.Page.Library.Options.RedactionPattern;
        var mine = Settings.Parts(request.Store, pattern);
        var theirs = request.Other is { } other ? Settings.Parts(other.Store, pattern) : null;
        var sections = mine.Select((part, i) => theirs is null ? One(part.Title, part.Values, word, request, i) : Two(part.Title, part.Values, theirs[i].Values, word, request, i));
        return Html.Of($"""
            <h1>Environment</h1>
            <form class="filters" role="search" aria-label="Settings"><label>Setting or value <input type="search" name="find" value="{word}"></label><label>Compare with <input name="compare" value="{request.Query["compare"]}" placeholder="application id" list="runs"></label><datalist id="runs">{Runs(request)}</datalist><button>Show</button></form>
            {Said(request)}
            {sections}
            {Profiles(request)}
            """);
    }

    /// <summary>Earlier runs of the same name come to mind first.</summary>
    private static IEnumerable<Html> Runs(ApplicationRequest request) =>
        request.Page.Library.List.Applications.Where(application => application.Id != request.Entry.AppId).OrderByDescending(application => application.Name == request.Entry.AppName).Take(30)
            .SelectMany(application => application.Attempts).Where(entry => request.Page.Viewer.MaySee(entry, request.Page.Library.Options.Access))
            .Select(entry => Html.Of($"<option value=\"{entry.AppId}{(entry.AttemptId is { } attempt ? "/" + attempt : "")}\">{entry.AppName}</option>"));

    private static Html Said(ApplicationRequest request) => (request.Query["compare"], request.Other) switch
    {
        (null, _) => Html.Empty,
        (_, { } other) => Html.Of($"<p class=\"note\">What differs from <a href=\"{request.Page.Link(other.Entry)}\">{other.Entry.AppName}</a> ({other.Entry.AppId}) is shown.</p>"),
        ({ } name, null) => Html.Of($"<p class=\"note bad\">No application {name} is known to compare with.</p>"),
    };

    private static Html One(string title, IReadOnlyDictionary<string, string> values, string? word, ApplicationRequest request, int number)
    {
        var rows = values.Where(entry => Fits(word, entry.Key, entry.Value)).ToList();
        if (rows.Count == 0)
            return Html.Empty;
        var table = new Table<KeyValuePair<string, string>>($"env{number}", title, Column<KeyValuePair<string, string>>.Of("Name", entry => entry.Key), new("Value", entry => Figure.LongText(entry.Value)) { Text = entry => entry.Value, Wide = true }) { Sort = "Name", PageSize = 500 };
        return Html.Of($"<details{new Html(number < 2 || word is not null ? " open" : "")}><summary><h2>{title} <span class=\"count\">{Amount.Count(rows.Count)}</span></h2></summary>{table.Render(rows, request.Query)}</details>");
    }

    private static Html Two(string title, IReadOnlyDictionary<string, string> mine, IReadOnlyDictionary<string, string> theirs, string? word, ApplicationRequest request, int number)
    {
        var rows = Differences(mine, theirs).Where(row => Fits(word, row.Name, row.Mine ?? "") || Fits(word, row.Name, row.Theirs ?? "")).ToList();
        if (rows.Count == 0)
            return Html.Empty;
        Html Value(string? value) => value is null ? Html.Of($"<span class=\"dim\">not set</span>") : Figure.LongText(value);
        var table = new Table<(string Name, string? Mine, string? Theirs)>($"env{number}", title, Column<(string Name, string? Mine, string? Theirs)>.Of("Name", row => row.Name), new("This run", row => Value(row.Mine)) { Wide = true }, new("The other run", row => Value(row.Theirs)) { Wide = true }) { Sort = "Name", PageSize = 500 };
        return Html.Of($"<details open><summary><h2>{title} <span class=\"count\">{Amount.Count(rows.Count)} differ</span></h2></summary>{table.Render(rows, request.Query)}</details>");
    }

    /// <summary>Without what differs in any two runs.</summary>
    internal static IEnumerable<(string Name, string? Mine, string? Theirs)> Differences(IReadOnlyDictionary<string, string> mine, IReadOnlyDictionary<string, string> theirs) =>
        mine.Keys.Union(theirs.Keys).Except(RunComparison.Volatile).Order(StringComparer.Ordinal).Select(name => (name, mine.GetValueOrDefault(name), theirs.GetValueOrDefault(name))).Where(row => row.Item2 != row.Item3);

    private static bool Fits(string? word, string name, string value) => word is null || name.Contains(word, StringComparison.OrdinalIgnoreCase) || value.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static Html Profiles(ApplicationRequest request) => request.Store.ResourceProfiles.Count == 0 ? Html.Empty : Html.Of($"""
        <h2>Resource Profiles</h2>{Figure.Rows("Resource profiles", ["Id", "Executor", "Task"], request.Store.ResourceProfiles.Values.Select(profile => (IReadOnlyList<string>)[$"{profile.Id}", string.Join(", ", profile.Executor.Select(resource => $"{resource.Name} {resource.Amount}")), string.Join(", ", profile.Task.Select(resource => $"{resource.Name} {Amount.Number(resource.Amount, 2)}"))]), texts: true)}
        """);
}
