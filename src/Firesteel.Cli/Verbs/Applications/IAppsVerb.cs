using System.CommandLine;
using Firesteel.Cli.Connection;
using Firesteel.Cli.Shell;

namespace Firesteel.Cli.Verbs.Applications;

/// <summary>A verb below <c>apps</c>; the options that name the cluster are added to it.</summary>
internal interface IAppsVerb
{
    Command Build(Terminal terminal, ClusterOptions cluster);
}
