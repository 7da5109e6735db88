using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Checks;

/// <summary>A selector for both roles and one for a role exclude each other.</summary>
internal sealed class NodeSelectorStandsOnce : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application)
    {
        var spec = application.Spec;
        if (spec.NodeSelector.Count > 0 && (spec.Driver?.NodeSelector.Count > 0 || spec.Executor?.NodeSelector.Count > 0))
            yield return new(Location.Field("spec.nodeSelector"), "nodeSelector stands in spec and in a role", "keep it in one of the two places");
    }
}
