using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Transfers;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake cp</c>.</summary>
internal sealed class LakeCpVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var from = new Argument<string>("from") { Description = "s3://bucket/key, a file, or - for standard input." };
        var to = new Argument<string>("to") { Description = "s3://bucket/key or prefix/, a file or directory, or - for standard output." };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "All that lies below." };
        var jobs = new Option<int>("--jobs", "-j") { Description = "How many at once.", DefaultValueFactory = _ => 8, HelpName = "n" };
        var store = new LakeStoreOptions();
        var command = new Command("cp", "Copy into, out of, or within the store; streaming, so size does not matter.") { from, to, recursive, jobs };
        store.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var (source, target) = (LocalOrS3.Parse(parsed.GetValue(from)!), LocalOrS3.Parse(parsed.GetValue(to)!));
            CopyPlan.RequireS3(source, target);
            using var client = await store.OpenAsync(parsed, terminal, stop);
            var copier = new ObjectCopier(client, System.Console.OpenStandardInput, System.Console.OpenStandardOutput);
            var leftOut = new List<Problem>();
            var items = CopyPlan.ItemsAsync(client, source, target, parsed.GetValue(recursive), (path, why) => leftOut.Add(new Problem(Location.None, $"{path} was left out: {why}", "")), stop);
            var copied = 0;
            var began = false;
            try
            {
                await TransferProgress.ShowAsync(terminal, progress => Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(parsed.GetValue(jobs), 1, 64), CancellationToken = stop }, async (item, cancelled) =>
                {
                    began = true;
                    await copier.CopyAsync(item, progress(item), cancelled);
                    Interlocked.Increment(ref copied);
                }));
            }
            finally
            {
                // Also when it failed or was broken off: who comes back wants to know how far it came.
                terminal.Error.Write(leftOut);
                if (copied > 0 || leftOut.Count > 0 || (began && parsed.GetValue(recursive)))
                    terminal.Error.WriteLine($"{copied} copied");
            }

            return leftOut.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
