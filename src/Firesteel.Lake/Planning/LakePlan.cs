using System.Collections.Immutable;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Planning.Changes;

namespace Firesteel.Lake.Planning;

/// <param name="Changes">In the order in which they are to be made.</param>
/// <param name="Problems">What no change can bring about, each with a cure; warnings do not make a plan fail.</param>
public sealed record LakePlan(ImmutableArray<LakeChange> Changes, ImmutableArray<Problem> Problems)
{
    public bool Possible => Problems.All(problem => problem.Severity != Severity.Error);
}
