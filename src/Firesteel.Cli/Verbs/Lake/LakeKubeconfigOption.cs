using System.CommandLine;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>--kubeconfig</c>: asked for only when keys or jobs are in a cluster.</summary>
internal static class LakeKubeconfigOption
{
    public static Option<string?> Create() => new("--kubeconfig") { Description = "Kubeconfig of the cluster that holds the administrator's secret or runs the check's job.", HelpName = "FILE" };
}
