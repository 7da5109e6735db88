using Firesteel.Lake.Planning.Changes;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary>Changes like a diff.</summary>
internal static class PlanRendering
{
    public static void Write(this IAnsiConsole console, LakeChange change)
    {
        console.Markup(change.Sign == '+' ? "[green]+[/] " : "[yellow]~[/] ");
        console.WriteLine(change.Summary);
        foreach (var line in change.Details)
        {
            console.Markup(line[0] == '+' ? "    [green]+[/]" : "    [red]-[/]");
            console.WriteLine(line[1..]);
        }
    }

    /// <summary><c>1 change</c>, <c>2 changes</c>.</summary>
    public static string Count(int changes) => changes == 1 ? "1 change" : $"{changes} changes";
}
