using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary><c>sparkConf</c>, <c>hadoopConf</c> and <c>nodeSelector</c>.</summary>
internal sealed class UserProperties : IPropertySource
{
    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target)
    {
        var spec = application.Spec;
        foreach (var entry in spec.SparkConf)
            yield return entry;
        foreach (var (key, value) in spec.HadoopConf)
            yield return new($"spark.hadoop.{key}", value);
        foreach (var (key, value) in spec.NodeSelector)
            yield return new($"spark.kubernetes.node.selector.{key}", value);
    }
}
