namespace Firesteel.Tests.Spark.Translation;

/// <summary>Where we differ from kubeflow's operator on purpose, each with a reason.</summary>
internal static class KnownKubeflowDifferences
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["configmaps-spark-hadoop"] = "that executors find Spark's configuration is said by a property; kubeflow's webhook does it",
        ["local-dirs"] = "a hostPath with a type stands in the pod template: Spark 3.5 drops the type that a property names",
    };

    public static string? ReasonOf(string name) => Reasons.GetValueOrDefault(name);
}
