using Firesteel.Kube.Problems;
using Spectre.Console;

namespace Firesteel.Cli.Shell;

/// <summary>Problems on a terminal: one line each.</summary>
internal static class ProblemRendering
{
    public static void Write(this IAnsiConsole console, IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            var colour = problem.Severity switch { Severity.Error => "red", Severity.Warning => "yellow", _ => "blue" };
            console.Markup($"[{colour}]{problem.Severity.ToString().ToLowerInvariant()}[/] ");
            console.WriteLine(problem.ToString());
        }
    }
}
