using System.CommandLine;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary><c>--context</c>: which cluster of the kubeconfig.</summary>
internal static class LakeContextOption
{
    public static Option<string?> Create() => new("--context") { Description = "Context of the kubeconfig, for secrets and jobs in a cluster.", HelpName = "name" };
}
