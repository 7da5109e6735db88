using Firesteel.Console.Formats;
using Firesteel.Console.Markup;
using Firesteel.History.Diagnosis;
using Firesteel.Kube.Problems;

namespace Firesteel.Console.Pages.Application;

/// <summary>What the rules found in a finished run: what is wrong, with numbers, and what to change.</summary>
internal static class Findings
{
    public static Html Render(ApplicationRequest request)
    {
        if (!request.Store.Complete)
            return Html.Empty;
        var findings = HistoryRules.Check(request.Store);
        return findings.IsEmpty ? Html.Empty : Html.Of($"""
            <section class="findings" aria-labelledby="findings"><h2 id="findings">Findings <span class="count">{findings.Length}</span></h2><ol>{findings.GroupBy(finding => finding.Rule).Select(rule => Group([.. rule], request))}</ol></section>
            """);
    }

    /// <summary>The costliest of a rule is shown; its like stand behind it, so that ten skewed stages do not hide the picture below.</summary>
    private static Html Group(List<Finding> same, ApplicationRequest request) => same.Count == 1 ? One(same[0], request) : Html.Of($"""
        {One(same[0], request)}<li class="more"><details><summary>{same.Count - 1} more of this kind</summary><ol>{same.Skip(1).Select(finding => One(finding, request))}</ol></details></li>
        """);

    private static Html One(Finding finding, ApplicationRequest request) => Html.Of($"""
        <li class="{Colour(finding.Problem.Severity)}"><p><b>{finding.Problem.Where.Text}</b> {finding.Problem.What}{Html.Of($" <span class=\"chip\">costs about {Amount.Duration(finding.LostMilliseconds)}</span>").If(finding.LostMilliseconds > 0)}</p><p class="cure">{finding.Problem.Cure}</p>
        <details><summary>Evidence ({finding.Rule})</summary><ul>{finding.Evidence.Select(number => Html.Of($"<li>{number.Key}: {number.Value}</li>"))}</ul>{finding.Links.Select(link => Html.Of($"<a href=\"{request.Link(Address(link))}\">{link}</a> "))}</details></li>
        """);

    private static string Colour(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };

    /// <summary>Rules name things as the REST API does.</summary>
    private static string Address(string link) => link.Split('/') switch
    {
        ["stages", var id, var attempt] => $"stages/stage/?id={Uri.EscapeDataString(id)}&attempt={Uri.EscapeDataString(attempt)}",
        ["jobs", var id] => $"jobs/job/?id={Uri.EscapeDataString(id)}",
        ["sql", var id] => $"SQL/execution/?id={Uri.EscapeDataString(id)}",
        ["sql"] => "SQL/",
        [var page, ..] => page + "/",
        _ => "overview/",
    };
}
