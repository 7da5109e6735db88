using Firesteel.Cli.Shell;
using Firesteel.Kube.Client;

namespace Firesteel.Cli.Verbs.Lake;

/// <summary>The Kubernetes cluster beside a lake, opened only when something is asked of it.</summary>
internal static class LakeCluster
{
    /// <returns>Null when no cluster is named by option or environment.</returns>
    public static Func<IKubeClient>? Opener(string? context, Terminal terminal) => null;
}
