using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.History.Codecs;
using Firesteel.History.Logs;
using Firesteel.Kube.Problems;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.History;

/// <summary><c>firesteel history compact</c>: lossless, unlike Spark's compaction of rolled logs.</summary>
internal sealed class HistoryCompactVerb : IHistoryVerb
{
    public Command Build(Terminal terminal)
    {
        var shared = new HistoryOptionSet();
        var name = new Argument<string>("log") { Description = "A log's path, or an application's id." };
        var output = new Option<DirectoryInfo>("--out", "-o") { Description = "Directory for the compacted log.", Required = true };
        var command = new Command("compact", "Write a finished log as one zstd file with no event lost; rolled logs become one file.") { name, output };
        shared.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var (library, entry) = await ChosenLog.FindAsync(parsed.GetValue(name)!, shared.Read(parsed, terminal), terminal.Time, stop);
            if (!entry.Completed)
                throw new ProblemException(new Problem(new Location(entry.Log), "the application has not ended", "compact it when it has"));
            var stem = entry.AppId + (entry.AttemptId is null ? "" : "_" + entry.AttemptId);
            var path = Path.Combine(Directory.CreateDirectory(parsed.GetValue(output)!.FullName).FullName, stem + ".zstd");
            var text = LogExport.Write(library.LogOf(entry), path, LogCodec.Zstd);
            terminal.Out.WriteLine($"{path}: {entry.Size} bytes became {new FileInfo(path).Length} ({text} of text)");
            return ExitCode.Ok;
        });
        return command;
    }
}
