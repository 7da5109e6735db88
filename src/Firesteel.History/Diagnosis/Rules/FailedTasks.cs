using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis.Rules;

/// <summary>Tasks failed; grouped by what their first line says, without the numbers that differ from task to task.</summary>
internal sealed class FailedTasks : IHistoryRule
{
    private const int Causes = 5;

    public string Name => "history/failed-tasks";

    public string Title => "Tasks failed";

    public IEnumerable<Finding> Check(ApplicationStore run)
    {
        var failed = run.Stages.Values.Where(stage => stage.FailedTasks > 0)
            .SelectMany(stage => run.TasksOf(stage).Where(task => task.Status == TaskState.Failed).Select(task => (Stage: stage, Task: task)))
            .GroupBy(entry => FailureCause.Of(entry.Task.Error ?? ""), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .Take(Causes);
        foreach (var cause in failed)
        {
            var stages = cause.Select(entry => entry.Stage).Distinct().ToList();
            var fatal = stages.Any(stage => stage.Status == StageStatus.Failed);
            var wasted = cause.Sum(entry => entry.Task.Duration);
            yield return new Finding(
                Name,
                new Problem(
                    Evidence.Stage(stages[0]),
                    $"{cause.Count()} tasks failed{(stages.Count > 1 ? $" in {stages.Count} stages" : "")}: {cause.Key}",
                    FailureCause.Cure(cause.Key),
                    fatal ? Severity.Error : Severity.Warning),
                Evidence.Of(("tasks", $"{cause.Count()}"), ("stages", string.Join(", ", stages.Select(stage => stage.StageId).Distinct().Take(20))), ("task time lost", Evidence.Time(wasted)), ("executors", string.Join(", ", cause.Select(entry => entry.Task.Executor).Distinct().Take(20)))),
                [.. stages.Take(5).Select(Evidence.Link)],
                wasted);
        }
    }
}
