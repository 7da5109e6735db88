using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.History.Serving;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.History;

/// <summary><c>firesteel history gc</c>.</summary>
internal sealed class HistoryGcVerb : IHistoryVerb
{
    public Command Build(Terminal terminal)
    {
        var shared = new HistoryOptionSet();
        var really = new Option<bool>("--delete") { Description = "Delete; without it only say what would go." };
        var command = new Command("gc", "Delete old logs by spark.history.fs.cleaner.maxAge and .maxNum, never one that may still be written.") { really };
        shared.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var library = new HistoryLibrary(shared.Read(parsed, terminal), terminal.Time);
            await library.ScanAsync(stop);
            var delete = parsed.GetValue(really);
            var gone = await new LogCleaner(library).CleanAsync(!delete, stop);
            foreach (var entry in gone)
                terminal.Out.WriteLine($"{(delete ? "deleted" : "would delete")} {entry.Log} ({entry.AppName})");
            terminal.Out.WriteLine($"{gone.Count} of {library.List.Entries.Count} logs, {gone.Sum(entry => entry.Size)} bytes");
            return gone.Count > 0 && !delete ? ExitCode.Changes : ExitCode.Ok;
        });
        return command;
    }
}
