using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Lake.Transfers;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake cat</c>: bytes as they are.</summary>
internal sealed class LakeCatVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var paths = new Argument<string[]>("path") { Description = "s3://bucket/key, one or more.", Arity = ArgumentArity.OneOrMore };
        var store = new LakeStoreOptions();
        var command = new Command("cat", "Print objects.") { paths };
        store.AddTo(command);
        command.OnRun(terminal, async (parsed, stop) =>
        {
            using var client = await store.OpenAsync(parsed, terminal, stop);
            await using var output = System.Console.OpenStandardOutput();
            var copier = new ObjectCopier(client, System.Console.OpenStandardInput, () => output);
            foreach (var path in parsed.GetValue(paths)!)
            {
                LakePathArgument.Parse(path);
                await foreach (var item in CopyPlan.ItemsAsync(client, LocalOrS3.Parse(path), new LocalOrS3(null, "-"), recursive: false, stop: stop))
                    await copier.CopyAsync(item, stop: stop);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
