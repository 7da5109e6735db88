using System.CommandLine;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.Store;

/// <summary><c>firesteel store</c>: the embedded object store by itself.</summary>
internal sealed class StoreVerb : IVerb
{
    public Command Build(Terminal terminal)
    {
        var command = new Command("store", "The embedded S3 object store: for a laptop, a demo and tests.");
        command.Subcommands.Add(ServeCommand.Build(terminal));
        return command;
    }
}
