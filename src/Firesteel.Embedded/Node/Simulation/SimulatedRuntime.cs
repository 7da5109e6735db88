using System.Collections.Immutable;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Node.Simulation;

/// <summary>Containers that only play their phases; for load tests, never in place of a real run without being asked for.</summary>
public sealed class SimulatedRuntime(ContainerLogs logs, SimulationOptions options, TimeProvider time) : IContainerRuntime
{
    public string Version => "firesteel-simulated://0.1.0";

    public ImmutableSortedDictionary<string, string> NodeLabels { get; } =
        ImmutableSortedDictionary<string, string>.Empty.Add("firesteel.io/simulated", "true");

    public Task<ImmutableArray<Problem>> CheckAsync(CancellationToken stop) => Task.FromResult(ImmutableArray<Problem>.Empty);

    public int EndLeftovers(string stateDirectory) => 0;

    public IRunningContainer Start(ContainerPlan plan) => new SimulatedContainer(plan, logs.Open(plan.LogFile), options, time);
}
