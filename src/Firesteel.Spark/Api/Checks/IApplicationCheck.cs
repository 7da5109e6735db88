using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Checks;

/// <summary>A rule about an application that types cannot say.</summary>
internal interface IApplicationCheck
{
    IEnumerable<Problem> Check(SparkApplication application);
}
