using Firesteel.Kube.Problems;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Api.Checks;

/// <summary>The submission needs to know which line of Spark the image holds.</summary>
internal sealed class VersionIsSupported : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application)
    {
        if (application.Spec.SparkVersion is not { } version)
            yield break;
        if (SparkReleases.Find(version) is not { } release)
            yield return new(Location.Field("spec.sparkVersion"), $"{version} is no Spark version", "write the version of Spark in the image, for instance 3.5.7");
        else if (release.Number < new Version(3, 0) && (application.Spec.Driver?.Template ?? application.Spec.Executor?.Template) is not null)
            yield return new(Location.Field("spec.sparkVersion"), $"pod templates need Spark 3.0, this is {version}", "remove the templates or use a newer Spark");
    }
}
