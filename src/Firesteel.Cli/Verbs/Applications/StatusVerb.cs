using System.CommandLine;
using Firesteel.Cli.Applications;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Verbs.Applications;

/// <summary><c>firesteel apps status NAME</c>.</summary>
internal sealed class StatusVerb : IAppsVerb
{
    public Command Build(Terminal terminal, ClusterOptions cluster)
    {
        var name = new Argument<string>("name") { Description = "The application." };
        var output = new OutputOption();
        var command = new Command("status", "Show the state of one application. Exit code 0: it runs or completed; 1: it failed.") { name, output };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var connected = cluster.Connect(parsed, terminal);
            var key = new ObjectKey(connected.Namespace, parsed.GetValue(name)!);
            var application = await connected.Client.FindAsync(ResourceTypes.SparkApplications, key, stop)
                ?? throw new KubeException(404, "NotFound", $"there is no application {key}; firesteel apps list shows those there are");
            var state = ApplicationState.Of(application);
            terminal.WriteData(parsed.GetValue(output), [state], ["FIELD", "VALUE"],
            [
                ["application", $"{state.Namespace}/{state.Name}"],
                ["state", state.State],
                ["reason", state.Message],
                ["driver", state.DriverPod],
                ["executors", state.Executors.ToString()],
                ["attempts", state.Attempts.ToString()],
                ["started", state.StartedAt ?? ""],
                ["ended", state.EndedAt ?? ""],
            ]);
            return state.IsFinal && !state.Succeeded ? ExitCode.Failed : ExitCode.Ok;
        });
        return command;
    }
}
