using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules;
using Spectre.Console;

namespace Firesteel.Cli.Shell;

/// <summary>Problems on a terminal: one line each, whatever a library's message looks like.</summary>
internal static partial class ProblemRendering
{
    public static void Write(this IAnsiConsole console, IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            var colour = problem.Severity switch { Severity.Error => "red", Severity.Warning => "yellow", _ => "blue" };
            console.Markup($"[{colour}]{problem.Severity.ToString().ToLowerInvariant()}[/] ");
            console.WriteLine(OneLine.Of(LineEnd().Replace(problem.ToString().Trim(), " ")));
        }
    }

    /// <summary>Findings end with the id of their rule, for <c>firesteel lake rules ID</c>.</summary>
    public static void Write(this IAnsiConsole console, IEnumerable<Finding> findings) =>
        console.Write(findings.Select(finding => finding.Problem with { Cure = $"{finding.Problem.Cure} [{finding.Rule}]" }));

    [GeneratedRegex(@"\s*[\r\n]\s*")]
    private static partial Regex LineEnd();
}
