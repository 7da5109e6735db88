using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake ls</c>.</summary>
internal sealed class LakeLsVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var path = new Argument<string?>("path") { Description = "s3://bucket/prefix; without it the buckets.", Arity = ArgumentArity.ZeroOrOne };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "All that lies below." };
        var output = new OutputOption();
        var store = new LakeStoreOptions();
        var command = new Command("ls", "List buckets or what lies in one.") { path, recursive, output };
        store.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var asked = parsed.GetValue(path) is { } text ? LakePathArgument.Parse(text) : null;
            using var client = await store.OpenAsync(parsed, terminal, stop);
            var format = parsed.GetValue(output);
            if (asked is not { } s3)
            {
                var buckets = await client.ListBucketsAsync(stop);
                terminal.WriteData(format, buckets, ["BUCKET"], bucket => [$"s3://{bucket}/"]);
                return ExitCode.Ok;
            }

            var entries = client.ListAsync(s3.Bucket, s3.Key, directories: !parsed.GetValue(recursive), stop: stop);
            if (format == OutputFormat.Table)
            {
                // Line by line: a listing of a million keys begins at once and needs no memory.
                var any = false;
                await foreach (var entry in entries)
                {
                    any = true;
                    terminal.Out.WriteLine(entry.IsDirectory ? $"{"",19} {"",14} {OneLine.Of(entry.Key)}" : $"{entry.Modified:yyyy-MM-dd HH:mm:ss} {entry.Size,14} {OneLine.Of(entry.Key)}");
                }

                if (!any && s3.LooksLikePattern)
                    throw new ProblemException(new Problem(Location.None, $"nothing begins with {s3}", $"{S3Path.NoPatterns}: name a prefix"));
                return ExitCode.Ok;
            }

            terminal.WriteData(format, await entries.ToListAsync(stop), [], _ => []);
            return ExitCode.Ok;
        });
        return command;
    }
}
