using System.CommandLine;
using System.Text.Json;
using Firesteel.Cli.Shell;
using Firesteel.Lake.Specification;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake schema</c>: for editors.</summary>
internal sealed class LakeSchemaVerb : ILakeVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public Command Build(Terminal terminal)
    {
        var command = new Command("schema", "Print the JSON schema of lake.yaml, for editors.");
        command.OnRun(terminal, (_, _) =>
        {
            terminal.Out.WriteLine(LakeFile.Schema().ToJsonString(Indented));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
