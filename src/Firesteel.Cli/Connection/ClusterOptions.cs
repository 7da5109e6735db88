using System.CommandLine;

namespace Firesteel.Cli.Connection;

/// <summary>The options of every verb that talks to a cluster.</summary>
internal sealed class ClusterOptions
{
    public Option<string?> Kubeconfig { get; } = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "Kubeconfig to use. Without it: KUBECONFIG, the platform that `firesteel up` runs, ~/.kube/config, the cluster that this runs in.",
    };

    public Option<string?> Namespace { get; } = new("--namespace", "-n") { HelpName = "NAME", Description = "Namespace; by default the kubeconfig's, else default." };

    public void AddTo(Command command)
    {
        command.Options.Add(Kubeconfig);
        command.Options.Add(Namespace);
    }

    /// <exception cref="Kube.Problems.ProblemException">There is no usable kubeconfig.</exception>
    public Cluster Connect(ParseResult parsed, Shell.Terminal terminal) => ClusterConnector.Connect(parsed.GetValue(Kubeconfig), parsed.GetValue(Namespace), terminal);
}
