using System.Text;
using Firesteel.History.Diagnosis;

namespace Firesteel.Cli.Reference;

/// <summary>What the history server and <c>firesteel history show</c> look for in a run.</summary>
internal sealed class FindingsPage : IReferencePage
{
    public string FileName => "findings.md";

    public string Write()
    {
        var page = new StringBuilder("# Findings on a run\n\nShown by the history server and by `firesteel history show`, each with its numbers, links and the setting to change.\n\n| rule | what it finds |\n|---|---|\n");
        foreach (var rule in HistoryRules.All)
            page.Append($"| `{rule.Name}` | {rule.Title} |\n");
        return page.ToString();
    }
}
