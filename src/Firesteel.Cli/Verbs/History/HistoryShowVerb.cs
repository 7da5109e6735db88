using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.History.Reporting;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.History;

/// <summary><c>firesteel history show</c>.</summary>
internal sealed class HistoryShowVerb : IHistoryVerb
{
    public Command Build(Terminal terminal)
    {
        var shared = new HistoryOptionSet();
        var name = new Argument<string>("log") { Description = "A log's path, or an application's id (APP or APP/ATTEMPT)." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("show", "Show one run: what took the time, skew, spill, failures, and what to change.") { name, json };
        shared.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var (library, entry) = await ChosenLog.FindAsync(parsed.GetValue(name)!, shared.Read(parsed, terminal), terminal.Time, stop);
            var report = RunReport.Of(await library.OpenAsync(entry, stop));
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(report.ToJson());
                return ExitCode.Ok;
            }

            foreach (var line in report.Lines())
                terminal.Out.WriteLine(line);
            terminal.Error.Write(report.Findings.Select(finding => finding.Problem));
            return ExitCode.Ok;
        });
        return command;
    }
}
