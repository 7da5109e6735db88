using System.CommandLine;
using System.CommandLine.Parsing;
using Firesteel.Cli.Verbs;
using Firesteel.Kube.Problems;

namespace Firesteel.Cli.Shell;

/// <summary>The whole command line as a function of arguments and terminal.</summary>
public static class CommandLine
{
    public static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand("Firesteel runs Apache Spark on Kubernetes: operator, lake, history, and a whole platform on one machine.");
        foreach (var verb in VerbList.All)
            root.Subcommands.Add(verb.Build(terminal));
        return root;
    }

    public static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        var parsed = Build(terminal).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            var command = string.Join(' ', PathTo(parsed.CommandResult).Skip(1));
            var help = $"see: firesteel {command}{(command.Length > 0 ? " " : "")}--help";
            terminal.Error.Write(parsed.Errors.Select(error => new Problem(Location.None, ParserMessages.Plain(error.Message), help)));
            return (int)ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
    }

    /// <summary>Names of the commands from the root to this one.</summary>
    private static IEnumerable<string> PathTo(CommandResult result) =>
        result.Parent is CommandResult parent ? PathTo(parent).Append(result.Command.Name) : [result.Command.Name];
}
