using System.CommandLine;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary>A verb below <c>firesteel lake</c>.</summary>
internal interface ILakeVerb
{
    Command Build(Terminal terminal);
}
