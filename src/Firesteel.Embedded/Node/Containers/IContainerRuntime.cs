using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Node.Containers;

/// <summary>What turns a <see cref="ContainerPlan"/> into something that runs: processes, or a play of their phases.</summary>
public interface IContainerRuntime
{
    /// <summary>Name and version as the node reports them, for instance <c>firesteel://0.1.0</c>.</summary>
    string Version { get; }

    /// <summary>Labels that the node gets because of this runtime.</summary>
    ImmutableSortedDictionary<string, string> NodeLabels { get; }

    /// <summary>What keeps this machine from running containers; empty when nothing does.</summary>
    Task<ImmutableArray<Problem>> CheckAsync(CancellationToken stop);

    /// <summary>Ends and removes whatever an earlier node left in the state directory.</summary>
    /// <returns>How many processes were ended.</returns>
    int EndLeftovers(string stateDirectory);

    /// <exception cref="IOException">The container could not be prepared.</exception>
    IRunningContainer Start(ContainerPlan plan);
}
