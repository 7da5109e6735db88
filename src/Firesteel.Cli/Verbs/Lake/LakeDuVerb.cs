using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Lake.Specification;
using Firesteel.Lake.Transfers;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake du</c>.</summary>
internal sealed class LakeDuVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "s3://bucket/prefix" };
        var output = new OutputOption();
        var store = new LakeStoreOptions();
        var command = new Command("du", "Objects and bytes below a prefix, by directory; current versions only.") { path, output };
        store.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            using var client = await store.OpenAsync(parsed, terminal, stop);
            var s3 = LakePathArgument.Parse(parsed.GetValue(path)!);
            var lines = await DiskUsage.OfAsync(client, s3.Bucket, s3.Key, stop);
            terminal.WriteData(parsed.GetValue(output), lines, ["SIZE", "OBJECTS", "PATH"], line => [ByteSize.Show(line.Bytes), $"{line.Objects}", OneLine.Of(line.Path)]);
            return ExitCode.Ok;
        });
        return command;
    }
}
