using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>Java ran out of heap, or the container went over its limit and was killed (exit code 137, 143 on YARN).</summary>
internal sealed class OutOfMemory : IHistoryRule
{
    private static readonly string[] Heap = ["java.lang.OutOfMemoryError", "SparkOutOfMemoryError", "GC overhead limit exceeded"];
    private static readonly string[] Certain = ["OOMKilled", "PHYSICAL", "physical memory"];
    private static readonly string[] Container = ["OOMKilled", "exited with code 137", "exit code 137", "exitCode 137", "code(137)", "beyond the 'PHYSICAL' memory limit", "running beyond physical memory limits"];

    public string Name => "history/out-of-memory";

    public string Title => "Memory ran out";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        var memory = run.Environment.Spark.GetValueOrDefault("spark.executor.memory", "1g");
        var tasks = run.Stages.Values.Where(stage => stage.FailedTasks > 0)
            .SelectMany(stage => run.TasksOf(stage)).Where(task => task.Status == TaskState.Failed && Holds(task.Error, Heap)).ToList();
        if (tasks.Count > 0)
        {
            yield return new Finding(
                Name,
                new Problem(
                    new Location($"executors {string.Join(", ", tasks.Select(task => task.Executor).Distinct().Order().Take(5))}"),
                    $"{tasks.Count} tasks ended with an OutOfMemoryError; the heap is {memory}",
                    "raise spark.executor.memory, use fewer cores per executor (spark.executor.cores) or more partitions",
                    Severity.Error),
                Evidence.Of(("tasks", $"{tasks.Count}"), ("spark.executor.memory", memory), ("stages", string.Join(", ", tasks.Select(task => task.StageId).Distinct().Take(20)))),
                ["executors"],
                tasks.Sum(task => task.Duration));
        }

        var killed = run.Executors.Values.Where(executor => Holds(executor.RemoveReason, Container)).ToList();
        if (killed.Count > 0)
        {
            var overhead = run.Environment.Spark.GetValueOrDefault("spark.executor.memoryOverhead", "not set");
            yield return new Finding(
                Name,
                new Problem(
                    new Location($"executors {string.Join(", ", killed.Select(executor => executor.Id).Take(5))}"),
                    $"{killed.Count} executors were killed, {(killed.Exists(executor => Holds(executor.RemoveReason, Certain)) ? "for going over their memory limit" : "with exit code 137: most often for going over their memory limit")}; spark.executor.memoryOverhead is {overhead}",
                    "raise spark.executor.memoryOverhead (or spark.executor.memoryOverheadFactor)",
                    Severity.Error),
                Evidence.Of(("executors", $"{killed.Count}"), ("spark.executor.memoryOverhead", overhead), ("reason", killed[0].RemoveReason ?? "")),
                ["executors"],
                0);
        }
    }

    private static bool Holds(string? text, string[] signs) => text is not null && signs.Any(sign => text.Contains(sign, StringComparison.Ordinal));
}
