using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Checks;

/// <summary>In client mode the driver would run inside the operator.</summary>
internal sealed class ModeIsCluster : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application)
    {
        if (application.Spec.Mode == DeployMode.Client)
            yield return new(Location.Field("spec.mode"), "client mode is not supported", "remove mode or write cluster");
    }
}
