using System.Collections.Immutable;
using System.CommandLine;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.History;

/// <summary><c>firesteel history</c>: finished and running applications, from their event logs.</summary>
internal sealed class HistoryVerb : IVerb
{
    public static ImmutableArray<IHistoryVerb> Verbs { get; } =
    [
        new HistoryServeVerb(),
        new HistoryShowVerb(),
        new HistoryCompareVerb(),
        new HistoryGcVerb(),
        new HistoryCompactVerb(),
        new HistoryExportVerb(),
    ];

    public Command Build(Terminal terminal)
    {
        var command = new Command("history", "Serve, show, compare and tidy Spark's event logs.");
        foreach (var verb in Verbs)
            command.Subcommands.Add(verb.Build(terminal));
        return command;
    }
}
