using System.Collections.Immutable;

namespace Firesteel.TestKit.Submissions;

/// <summary>Memory, cores, custom resources, instances.</summary>
internal static class ResourcePieces
{
    private static readonly string[] Sizes = ["512m", "1g", "2G", "1536m", "3GB", "2048", "1048576k", "1tb", "700M", " 1g ", "1500000000b", "2.5g", "1_000m", "0x10m", "0", "-1g", "1gb", "4kb", "00512m", "+512m", "1 g", ""];

    public static ImmutableArray<Action<SubmissionDraft>> All { get; } =
    [
        draft => draft.Option("--driver-memory", draft.One(Sizes)),
        draft => draft.Option("--executor-memory", draft.One(Sizes)),
        draft => draft.Set("spark.driver.memory", draft.One(Sizes)),
        draft => draft.Set("spark.driver.memoryOverhead", draft.One("384", "1g", "512m", "0", "10%", "1.5g", "2048k", "100b", "-5", " 1g")),
        draft => draft.Set("spark.driver.memoryOverheadFactor", draft.One("0.1", "0.25", "1", "1e-1", "0", "-0.5", "abc", "0.333333", "1d", "NaN", " 0.2 ", ".5", "5.", "1E3", "Infinity")),
        draft => draft.Set("spark.kubernetes.memoryOverheadFactor", draft.One("0.2", "0.15", "1.0", "2", "1e-5", "123456789.5", "0.001", "0.0009", "0.1f", "-1", "x", "0", "9.999999999999999e6", "12345678", "0.30000000000000004")),
        draft => draft.Set("spark.driver.minMemoryOverhead", draft.One("500", "500m", "1g", "0", "100", "5000k", "-1m", "big")),
        draft => draft.Set("spark.executor.memoryOverhead", draft.One("1g", "512")),
        draft => draft.Option("--driver-cores", draft.One("1", "2", "16", "0", "-1", "1.5", "two", " 2", "+3", "007", "")),
        draft => draft.Option("--executor-cores", draft.One("1", "4", "0", "x", "2.0")),
        draft => draft.Option("--num-executors", draft.One("1", "10", "0", "-2", "five")),
        draft => draft.Option("--total-executor-cores", draft.One("1", "8", "zero")),
        draft => draft.Set("spark.kubernetes.driver.request.cores", draft.One("0.5", "500m", "2", "1500m", ".1", "${spark.driver.cores}", " 1 ", "one", "1e3m")),
        draft => draft.Set("spark.kubernetes.driver.limit.cores", draft.One("1", "1200m", "2.5", "-1", "abc", "")),
        draft => draft.Set("spark.driver.cores", draft.One("3", "1.0", " 2 ", "${env:CORES}")),
        draft =>
        {
            var name = draft.One("gpu", "fpga", "my.dev", "x-y");
            draft.Set($"spark.driver.resource.{name}.amount", draft.One("1", "2", "0", "0.5", "one", " 1"));
            if (draft.Chance(80))
                draft.Set($"spark.driver.resource.{name}.vendor", draft.One("nvidia.com", "amd.com", "", "a b"));
            if (draft.Chance(30))
                draft.Set($"spark.driver.resource.{name}.discoveryScript", "/opt/find.sh");
        },
        draft =>
        {
            draft.Set("spark.executor.resource.gpu.amount", "1");
            if (draft.Chance(50))
                draft.Set("spark.executor.resource.gpu.vendor", "nvidia.com");
            draft.Set("spark.task.resource.gpu.amount", draft.One("1", "0.25"));
        },
        draft =>
        {
            draft.Set("spark.dynamicAllocation.enabled", draft.One("true", "TRUE", "false", "yes"));
            draft.Set("spark.dynamicAllocation.maxExecutors", draft.One("10", "0"));
            draft.Set("spark.dynamicAllocation.shuffleTracking.enabled", "true");
            draft.Set("spark.executor.instances", draft.One("0", "3"));
        },
        draft =>
        {
            draft.Set("spark.memory.offHeap.enabled", "true");
            draft.Set("spark.memory.offHeap.size", draft.One("1g", "512m"));
        },
        draft => draft.Set("spark.executor.pyspark.memory", draft.One("512m", "1g")),
        draft => draft.Set("spark.decommission.enabled", draft.One("true", "false")),
        draft => draft.Set("spark.kubernetes.executor.decommissionLabel", "going"),
        draft => draft.Set("spark.kubernetes.allocation.batch.size", draft.One("5", "0", "x")),
    ];
}
