using System.CommandLine;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.History;

/// <summary>A verb below <c>firesteel history</c>.</summary>
internal interface IHistoryVerb
{
    Command Build(Terminal terminal);
}
