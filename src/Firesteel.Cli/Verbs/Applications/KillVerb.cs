using System.CommandLine;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Applications;

/// <summary><c>firesteel apps kill NAME</c>: deletes the application; its pods go with it.</summary>
internal sealed class KillVerb : IAppsVerb
{
    public Command Build(Terminal terminal, ClusterOptions cluster)
    {
        var name = new Argument<string[]>("name") { Description = "The applications.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("kill", "End applications: delete them with their drivers and executors.") { name };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var connected = cluster.Connect(parsed, terminal);
            var missing = new List<string>();
            foreach (var application in parsed.GetValue(name)!)
            {
                if (await connected.Client.DeleteAsync(ResourceTypes.SparkApplications, new(connected.Namespace, application), new(Propagation: "Background"), stop))
                    terminal.Out.WriteLine($"{connected.Namespace}/{application} is being ended");
                else
                    missing.Add($"{connected.Namespace}/{application}");
            }

            return missing.Count == 0 ? ExitCode.Ok : throw new KubeException(404, "NotFound", $"no such application: {string.Join(", ", missing)}");
        });
        return command;
    }
}
