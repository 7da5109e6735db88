using System.CommandLine;
using Firesteel.Cli.Applications;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Verbs.Applications;

/// <summary><c>firesteel apps list</c>.</summary>
internal sealed class ListVerb : IAppsVerb
{
    public Command Build(Terminal terminal, ClusterOptions cluster)
    {
        var all = new Option<bool>("--all-namespaces", "-A") { Description = "Applications of every namespace." };
        var output = new OutputOption();
        var command = new Command("list", "List applications with their state and the reason of it.") { all, output };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var connected = cluster.Connect(parsed, terminal);
            var list = await connected.Client.ListAsync(ResourceTypes.SparkApplications, parsed.GetValue(all) ? "" : connected.Namespace, stop: stop);
            var states = list.Items.Select(ApplicationState.Of).OrderBy(state => state.Namespace, StringComparer.Ordinal).ThenBy(state => state.Name, StringComparer.Ordinal).ToList();
            terminal.WriteData(parsed.GetValue(output), states, ["NAMESPACE", "NAME", "STATE", "STARTED", "ENDED", "EXECUTORS", "REASON"],
                state => [state.Namespace, state.Name, state.State, state.StartedAt ?? "", state.EndedAt ?? "", state.Executors.ToString(), state.Message]);
            return ExitCode.Ok;
        });
        return command;
    }
}
