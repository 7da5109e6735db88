using System.Collections.Immutable;
using System.CommandLine;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.Applications;

/// <summary><c>firesteel apps …</c>.</summary>
internal sealed class AppsVerb : IVerb
{
    public static ImmutableArray<IAppsVerb> All { get; } =
    [
        new ListVerb(),
        new StatusVerb(),
        new LogsVerb(),
        new EventsVerb(),
        new TriggerVerb(),
        new KillVerb(),
    ];

    public Command Build(Terminal terminal)
    {
        var command = new Command("apps", "List, inspect and end Spark applications.");
        foreach (var verb in All)
        {
            var cluster = new ClusterOptions();
            var sub = verb.Build(terminal, cluster);
            cluster.AddTo(sub);
            command.Subcommands.Add(sub);
        }

        return command;
    }
}
