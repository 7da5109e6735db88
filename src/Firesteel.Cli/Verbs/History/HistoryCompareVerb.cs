using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.History.Comparison;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.History;

/// <summary><c>firesteel history compare</c>.</summary>
internal sealed class HistoryCompareVerb : IHistoryVerb
{
    private const int Stages = 20;

    public Command Build(Terminal terminal)
    {
        var shared = new HistoryOptionSet();
        var a = new Argument<string>("a") { Description = "A log's path or an application's id." };
        var b = new Argument<string>("b") { Description = "The other." };
        var command = new Command("compare", "Compare two runs: totals, settings, stages. Exits with 3 if anything differs.") { a, b };
        shared.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var options = shared.Read(parsed, terminal);
            var (left, leftEntry) = await ChosenLog.FindAsync(parsed.GetValue(a)!, options, terminal.Time, stop);
            var (right, rightEntry) = await ChosenLog.FindAsync(parsed.GetValue(b)!, options, terminal.Time, stop);
            var comparison = RunComparison.Of(await left.OpenAsync(leftEntry, stop), await right.OpenAsync(rightEntry, stop));
            foreach (var number in comparison.Totals.Concat(comparison.Stages.Take(Stages)))
                terminal.Out.WriteLine($"{(number.A == number.B ? "  " : "! ")}{number.Name}: {number.A} -> {number.B} {number.Unit}".TrimEnd());
            foreach (var setting in comparison.Settings)
                terminal.Out.WriteLine($"! {setting.Name}: {setting.A ?? "(not set)"} -> {setting.B ?? "(not set)"}");
            var same = comparison.Settings.Count == 0 && comparison.Totals.Concat(comparison.Stages).All(number => number.A == number.B);
            return same ? ExitCode.Ok : ExitCode.Changes;
        });
        return command;
    }
}
