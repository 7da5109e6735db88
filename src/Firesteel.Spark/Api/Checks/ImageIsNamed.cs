using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Spark.Api.Checks;

/// <summary>Without an image there is no pod.</summary>
internal sealed class ImageIsNamed : IApplicationCheck
{
    public IEnumerable<Problem> Check(SparkApplication application)
    {
        var spec = application.Spec;
        if (spec.Image is null && spec.Driver?.Image is null && !spec.SparkConf.ContainsKey("spark.kubernetes.container.image") && !spec.SparkConf.ContainsKey("spark.kubernetes.driver.container.image"))
            yield return new(Location.Field("spec.image"), "no image is named", "set spec.image, for instance spark:3.5.7");
    }
}
