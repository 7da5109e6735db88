using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>What Spark's properties can say about executors.</summary>
internal sealed class ExecutorProperties : IPropertySource
{
    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, SubmissionTarget target)
    {
        if (application.Spec.Executor is not { } executor)
            yield break;
        foreach (var entry in RoleProperties.Of(executor, "executor", "spark.executorEnv."))
            yield return entry;
        if (executor.Instances is { } instances)
            yield return new("spark.executor.instances", instances.ToString());
        if (executor.DeleteOnTermination is { } delete)
            yield return new("spark.kubernetes.executor.deleteOnTermination", delete ? "true" : "false");
        // Spark's own entry stands before this one in the container, so this one holds.
        if (application.Spec.SparkConfigMap is not null)
            yield return new("spark.executorEnv.SPARK_CONF_DIR", RoleTemplate.SparkConfigDirectory);
    }
}
