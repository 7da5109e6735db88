using System.CommandLine;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Schedule;
using Spectre.Console;

namespace Firesteel.Cli.Verbs.Applications;

/// <summary><c>firesteel apps trigger SCHEDULE</c>: a run of a ScheduledSparkApplication now, whatever its schedule says.</summary>
internal sealed class TriggerVerb : IAppsVerb
{
    public Command Build(Terminal terminal, ClusterOptions cluster)
    {
        var name = new Argument<string>("schedule") { Description = "The ScheduledSparkApplication." };
        var command = new Command("trigger", "Start a run of a ScheduledSparkApplication now; it counts as one of its runs.") { name };
        command.OnRun(terminal, async (parsed, stop) =>
        {
            var connected = cluster.Connect(parsed, terminal);
            var key = new ObjectKey(connected.Namespace, parsed.GetValue(name)!);
            var schedule = await connected.Client.FindAsync(ResourceTypes.ScheduledSparkApplications, key, stop)
                ?? throw new KubeException(404, "NotFound", $"no such schedule: {key}");
            var run = await connected.Client.CreateAsync(ResourceTypes.SparkApplications, ScheduledRun.Application(schedule, RunName.Of(key.Name, terminal.Time.GetUtcNow(), RunNamePrecision.Millis)), stop);
            terminal.Out.WriteLine($"{run.Key} is started");
            return ExitCode.Ok;
        });
        return command;
    }
}
