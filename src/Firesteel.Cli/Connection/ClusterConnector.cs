using Firesteel.Cli.Platform;
using Firesteel.Cli.Shell;
using Firesteel.Kube.Client;
using Firesteel.Kube.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Cli.Connection;

/// <summary>Decides which API a verb talks to.</summary>
internal static class ClusterConnector
{
    /// <summary>The named kubeconfig, else KUBECONFIG, else the platform that runs on this machine, else what kubectl would take.</summary>
    /// <exception cref="Kube.Problems.ProblemException">Nothing is configured, or it is wrong.</exception>
    public static Cluster Connect(string? kubeconfig, string? @namespace, Terminal terminal)
    {
        var configuration = KubeConfiguration.Load(kubeconfig ?? RunningPlatform(terminal));
        var client = new KubeClient(configuration.CreateHttpClient(), terminal.Time, NullLogger.Instance);
        return new(client, @namespace ?? configuration.Namespace, configuration.Source);
    }

    /// <returns>Null when KUBECONFIG says where to go, or no platform runs.</returns>
    public static string? RunningPlatform(Terminal terminal)
    {
        if (terminal.Environment("KUBECONFIG") is { Length: > 0 })
            return null;
        var paths = PlatformPaths.From(null, terminal.Environment);
        return PlatformLock.IsHeld(paths) && File.Exists(paths.Kubeconfig) ? paths.Kubeconfig : null;
    }
}
