using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;
using Firesteel.Lake.Transfers;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake rm</c>.</summary>
internal sealed class LakeRmVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "s3://bucket/key, or with -r s3://bucket/directory/" };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "All that lies below." };
        var dry = new Option<bool>("--dry-run") { Description = "Only say what would go." };
        var store = new LakeStoreOptions();
        var command = new Command("rm", "Delete objects; in a versioned bucket their old versions stay.") { path, recursive, dry };
        store.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            using var client = await store.OpenAsync(parsed, terminal, stop);
            var s3 = LakePathArgument.Parse(parsed.GetValue(path)!);
            if (!parsed.GetValue(recursive))
            {
                if (s3.Key.Length == 0 || s3.Key.EndsWith('/'))
                    throw new ProblemException(new Problem(Location.None, $"{s3} is a directory", "add -r to delete all that lies below it"));
                if (await client.FindAsync(s3.Bucket, s3.Key, stop) is null)
                    throw new ProblemException(new Problem(Location.None, $"there is no object {s3}", s3.LooksLikePattern ? $"{S3Path.NoPatterns}: delete a directory with -r" : $"see what there is: firesteel lake ls s3://{s3.Bucket}/"));
            }

            var (gone, stayed) = (0L, 0L);
            // Without -r exactly one key: a listing would also find what merely begins with it.
            var removed = parsed.GetValue(recursive) ? ObjectRemoval.RemoveBelowAsync(client, s3.Bucket, s3.Key, parsed.GetValue(dry), stop) : OneAsync();
            await foreach (var (key, failed) in removed)
            {
                if (failed is null)
                    gone++;
                else
                    stayed++;
                if (failed is not null)
                    terminal.Error.Write([new Problem(Location.None, $"s3://{s3.Bucket}/{key} stayed: {failed}", "")]);
                else if (parsed.GetValue(dry))
                    terminal.Out.WriteLine(OneLine.Of($"s3://{s3.Bucket}/{key}"));
            }

            terminal.Error.WriteLine(parsed.GetValue(dry) ? $"{gone} would be deleted" : $"{gone} deleted");
            return stayed == 0 ? ExitCode.Ok : ExitCode.Failed;

            async IAsyncEnumerable<(string, string?)> OneAsync()
            {
                var failures = parsed.GetValue(dry) ? [] : await client.DeleteAsync(s3.Bucket, [s3.Key], stop);
                yield return (s3.Key, failures.Select(f => f.Reason).FirstOrDefault());
            }
        });
        return command;
    }
}
