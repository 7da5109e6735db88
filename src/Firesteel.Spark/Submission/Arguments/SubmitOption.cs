using System.Collections.Immutable;

namespace Firesteel.Spark.Submission.Arguments;

/// <summary>An option of <c>spark-submit</c> that takes a value. Source: native-submission §1.2.</summary>
/// <param name="Property">What it sets; null when it is no property on Kubernetes.</param>
/// <param name="Variable">Environment variable that stands in for it.</param>
internal sealed record SubmitOption(string Name, string? Property = null, string? Variable = null)
{
    public static ImmutableArray<SubmitOption> All { get; } =
    [
        new("--master", "spark.master", "MASTER"),
        new("--deploy-mode", "spark.submit.deployMode", "DEPLOY_MODE"),
        new("--name", "spark.app.name"),
        new("--class"),
        new("--driver-memory", "spark.driver.memory", "SPARK_DRIVER_MEMORY"),
        new("--driver-cores", "spark.driver.cores"),
        new("--driver-class-path", "spark.driver.extraClassPath"),
        new("--driver-java-options", "spark.driver.extraJavaOptions"),
        new("--driver-library-path", "spark.driver.extraLibraryPath"),
        new("--executor-memory", "spark.executor.memory", "SPARK_EXECUTOR_MEMORY"),
        new("--executor-cores", "spark.executor.cores", "SPARK_EXECUTOR_CORES"),
        new("--num-executors", "spark.executor.instances"),
        new("--total-executor-cores"),
        new("--jars", "spark.jars"),
        new("--files", "spark.files"),
        new("--archives", "spark.archives"),
        new("--py-files", "spark.submit.pyFiles"),
        new("--packages", "spark.jars.packages"),
        new("--exclude-packages", "spark.jars.excludes"),
        new("--repositories", "spark.jars.repositories"),
        new("--principal", "spark.kerberos.principal"),
        new("--keytab", "spark.kerberos.keytab"),
        new("--proxy-user"),
        new("--queue"),
        new("--properties-file"),
        new("--remote", "spark.remote", "SPARK_REMOTE"),
        new("--kill"),
        new("--status"),
    ];

    /// <summary>Options whose value is a list of paths.</summary>
    public static ImmutableArray<string> PathLists { get; } = ["spark.jars", "spark.files", "spark.archives", "spark.submit.pyFiles"];

    public static SubmitOption? Find(string name) => All.FirstOrDefault(option => option.Name == name);
}
