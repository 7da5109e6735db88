using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Exclusion;

internal sealed class ExecutorExcludedForStageHandler : IEventHandler
{
    public IEnumerable<string> Names => [ExclusionEvent.Prefix + "ExecutorExcludedForStage", ExclusionEvent.Prefix + "ExecutorBlacklistedForStage"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var excluded = ExclusionEvent.Read(ref cursor);
        if (state.Stages.TryGetValue((excluded.StageId, excluded.StageAttempt), out var stage))
        {
            stage.Executor(excluded.Executor).Excluded = true;
            stage.ExcludedExecutors.Add(excluded.Executor);
        }

        if (state.Executors.TryGetValue(excluded.Executor, out var executor))
            executor.ExcludedInStages.Add(excluded.StageId);
    }
}
