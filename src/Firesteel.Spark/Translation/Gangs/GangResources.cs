using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Submission.Properties;
using Firesteel.Spark.Submission.Releases;

namespace Firesteel.Spark.Translation.Gangs;

/// <summary>
/// What an application asks of a batch scheduler at its start, by Spark's own formulas. Source: Spark's BasicDriverFeatureStep and BasicExecutorFeatureStep.
/// (kubeflow's operator reads Spark's <c>512m</c> as Kubernetes does, as half a byte, and forgets the overhead.)
/// </summary>
/// <param name="Executors">How many there are at first.</param>
internal sealed record GangResources(RoleResources Driver, RoleResources Executor, int Executors)
{
    private const int SparksInstances = 2;
    private const double JavaOverhead = 0.1;
    private const double OtherOverhead = 0.4;

    public static GangResources Of(ImmutableDictionary<string, string> values, SparkRelease release, ApplicationKind kind)
    {
        // What is wrong with a property is told by the submission itself.
        var properties = new SparkProperties(values, _ => null, release, new List<Problem>());
        return new(Role(properties, release, kind, "driver"), Role(properties, release, kind, "executor"), FirstExecutors(properties));
    }

    /// <summary>All of it: <c>{"cpu": "3", "memory": "2688Mi"}</c>.</summary>
    public JsonObject Sum()
    {
        var cpu = Driver.MilliCores + Executors * Executor.MilliCores;
        return new()
        {
            ["cpu"] = cpu % 1000 == 0 ? $"{cpu / 1000}" : $"{cpu}m",
            ["memory"] = $"{Driver.Mebibytes + Executors * Executor.Mebibytes}Mi",
        };
    }

    private static RoleResources Role(SparkProperties properties, SparkRelease release, ApplicationKind kind, string role)
    {
        var heap = properties.Mebibytes($"spark.{role}.memory") ?? 1024;
        var factor = properties.Number($"spark.{role}.memoryOverheadFactor") ?? properties.Number("spark.kubernetes.memoryOverheadFactor")
            ?? (kind == ApplicationKind.Java ? JavaOverhead : OtherOverhead);
        var least = release.ReadsMinimumOverhead ? properties.Mebibytes($"spark.{role}.minMemoryOverhead") ?? 384 : 384;
        var memory = heap + (properties.Mebibytes($"spark.{role}.memoryOverhead") ?? Math.Max((long)(factor * heap), least));
        if (role == "executor")
        {
            if (properties.Boolean("spark.memory.offHeap.enabled", false) && MemorySize.TryBytes(properties.Text("spark.memory.offHeap.size", "0"), out var bytes))
                memory += bytes >> 20;
            if (kind == ApplicationKind.Python)
                memory += properties.Mebibytes("spark.executor.pyspark.memory") ?? 0;
        }

        return new(properties.Text($"spark.kubernetes.{role}.request.cores") ?? properties.Integer($"spark.{role}.cores", 1).ToString(), memory);
    }

    private static int FirstExecutors(SparkProperties properties) => properties.Boolean("spark.dynamicAllocation.enabled", false)
        ? new[] { "spark.executor.instances", "spark.dynamicAllocation.initialExecutors", "spark.dynamicAllocation.minExecutors" }.Max(key => properties.Integer(key, 0))
        : properties.Integer("spark.executor.instances", SparksInstances);
}
