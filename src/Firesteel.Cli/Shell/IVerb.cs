using System.CommandLine;

namespace Firesteel.Cli.Shell;

/// <summary>A verb of the command line: declares its options, calls one function, renders. No logic lives here.</summary>
public interface IVerb
{
    Command Build(Terminal terminal);
}
