using Firesteel.Lake.Rules;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary>A probe as a line: what was asked, and whether the lake is as it should be.</summary>
internal static class CheckRendering
{
    public static void Write(this IAnsiConsole console, ProbeResult probe)
    {
        console.Markup(probe.Ok ? "[green]ok[/]   " : "[red]FAIL[/] ");
        var action = probe.Fact("action");
        console.WriteLine($"{probe.Probe,-12} {probe.Subject}{(action.Length > 0 ? $": {action}" : "")}");
    }
}
