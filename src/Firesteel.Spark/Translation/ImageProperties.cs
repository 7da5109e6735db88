using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>Image and pulling.</summary>
internal sealed class ImageProperties : IPropertySource
{
    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target)
    {
        var spec = application.Spec;
        yield return new("spark.kubernetes.namespace", application.Namespace);
        if (spec.Image is { } image)
            yield return new("spark.kubernetes.container.image", image);
        if (spec.ImagePullPolicy is { } policy)
            yield return new("spark.kubernetes.container.image.pullPolicy", policy);
        if (spec.ImagePullSecrets.Length > 0)
            yield return new("spark.kubernetes.container.image.pullSecrets", string.Join(',', spec.ImagePullSecrets));
        if (spec.PythonVersion is { } python)
            yield return new("spark.kubernetes.pyspark.pythonVersion", python);
        if (spec.MemoryOverheadFactor is { } factor)
            yield return new("spark.kubernetes.memoryOverheadFactor", factor);
        yield return new("spark.kubernetes.submission.waitAppCompletion", "false");
    }
}
