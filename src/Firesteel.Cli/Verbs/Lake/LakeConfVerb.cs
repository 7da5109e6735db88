using System.CommandLine;
using Firesteel.Cli.Shell;
using Firesteel.Lake.SparkSettings;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>firesteel lake conf</c>: the Spark properties of the lake.</summary>
internal sealed class LakeConfVerb : ILakeVerb
{
    public Command Build(Terminal terminal)
    {
        var file = LakeFileOption.Create();
        var yaml = new Option<bool>("--yaml") { Description = "As the sparkConf of a SparkApplication instead of spark-defaults.conf." };
        var command = new Command("conf", "Print the Spark properties with which a job works on the lake; keys are not among them.") { file, yaml };
        command.OnRun(terminal, (parsed, _) =>
        {
            var properties = SparkProperties.For(LakeFileOption.Read(parsed.GetValue(file)!, terminal));
            if (parsed.GetValue(yaml))
                terminal.Out.WriteLine("sparkConf:");
            foreach (var (name, value) in properties)
                terminal.Out.WriteLine(parsed.GetValue(yaml) ? $"  {name}: \"{value}\"" : $"{name} {value}");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
