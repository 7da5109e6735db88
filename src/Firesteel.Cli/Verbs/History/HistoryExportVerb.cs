using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.History.Codecs;
using Firesteel.History.Logs;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.History;

/// <summary><c>firesteel history export</c>.</summary>
internal sealed class HistoryExportVerb : IHistoryVerb
{
    public Command Build(Terminal terminal)
    {
        var shared = new HistoryOptionSet();
        var name = new Argument<string>("log") { Description = "A log's path, or an application's id." };
        var output = new Option<FileInfo>("--out", "-o") { Description = "File for the decoded text: one JSON event per line.", Required = true };
        var command = new Command("export", "Write a log's events as plain text, whatever its codec and layout.") { name, output };
        shared.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var (library, entry) = await ChosenLog.FindAsync(parsed.GetValue(name)!, shared.Read(parsed, terminal), terminal.Time, stop);
            var path = parsed.GetValue(output)!.FullName;
            terminal.Out.WriteLine($"{path}: {LogExport.Write(library.LogOf(entry), path, LogCodec.Plain)} bytes");
            return ExitCode.Ok;
        });
        return command;
    }
}
