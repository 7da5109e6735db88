using Firesteel.Kube.Client;

namespace Firesteel.Cli.Connection;

/// <summary>An API that a verb talks to.</summary>
/// <param name="Namespace">The one that is meant when none is named.</param>
/// <param name="Origin">Where the address came from, as a person says it.</param>
public sealed record Cluster(IKubeClient Client, string Namespace, string Origin);
