using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Yaml;
using Firesteel.Spark.Api.Definitions;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Operator;

/// <summary><c>firesteel crds</c>: the CustomResourceDefinitions as YAML.</summary>
internal sealed class CrdsVerb : IVerb
{
    public Command Build(Terminal terminal)
    {
        var directory = new Option<DirectoryInfo?>("--directory") { Description = "Write a file for each into this directory instead of printing them." };
        var command = new Command("crds", "Print the CustomResourceDefinitions, for kubectl apply -f -.") { directory };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            if (parsed.GetValue(directory) is not { } target)
            {
                foreach (var definition in CustomResources.All)
                {
                    terminal.Out.Write(new Text("---\n"));
                    terminal.Out.Write(new Text(YamlWriter.Write(definition.Json)));
                }

                return ExitCode.Ok;
            }

            target.Create();
            foreach (var definition in CustomResources.All)
                await File.WriteAllTextAsync(Path.Combine(target.FullName, CustomResources.FileName(definition)), YamlWriter.Write(definition.Json), stop);
            return ExitCode.Ok;
        });
        return command;
    }
}
