using System.CommandLine;
using Firesteel.Cli.Applications;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Applications;

/// <summary><c>firesteel apps logs NAME</c>: the driver's log, or an executor's.</summary>
internal sealed class LogsVerb : IAppsVerb
{
    public Command Build(Terminal terminal, ClusterOptions cluster)
    {
        var name = new Argument<string>("name") { Description = "The application." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the driver ends." };
        var tail = new Option<int?>("--tail") { HelpName = "LINES", Description = "Only the last lines." };
        var executor = new Option<int?>("--executor", "-e") { HelpName = "ID", Description = "The log of this executor instead of the driver's." };
        var command = new Command("logs", "Print the log of an application's driver or of one of its executors.") { name, follow, tail, executor };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var connected = cluster.Connect(parsed, terminal);
            var key = new ObjectKey(connected.Namespace, parsed.GetValue(name)!);
            var pod = await PodOfAsync(connected.Client, key, parsed.GetValue(executor), stop);
            using var reader = new StreamReader(await connected.Client.OpenLogAsync(pod, new(Follow: parsed.GetValue(follow), TailLines: parsed.GetValue(tail)), stop));
            while (await reader.ReadLineAsync(stop) is { } line)
                terminal.Out.WriteLine(line);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<ObjectKey> PodOfAsync(IKubeClient client, ObjectKey key, int? executor, CancellationToken stop)
    {
        var application = await client.FindAsync(ResourceTypes.SparkApplications, key, stop)
            ?? throw new KubeException(404, "NotFound", $"there is no application {key}; firesteel apps list shows those there are");
        if (executor is not { } id)
        {
            return ApplicationState.Of(application).DriverPod is { Length: > 0 } driver
                ? new(key.Namespace, driver)
                : throw new KubeException(404, "NotFound", $"the application {key} has no driver yet");
        }

        var selector = $"sparkoperator.k8s.io/app-name={key.Name},spark-role=executor,spark-exec-id={id}";
        var pods = await client.ListAsync(ResourceTypes.Pods, key.Namespace, new(LabelSelector: selector), stop);
        return pods.Items is [.., var last] ? last.Key : throw new KubeException(404, "NotFound", $"the application {key} has no pod of executor {id}");
    }
}
