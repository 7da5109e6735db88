using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Exclusion;

/// <summary>A node is excluded for a stage: so is each live executor on it.</summary>
internal sealed class NodeExcludedForStageHandler : IEventHandler
{
    public IEnumerable<string> Names => [ExclusionEvent.Prefix + "NodeExcludedForStage", ExclusionEvent.Prefix + "NodeBlacklistedForStage"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var excluded = ExclusionEvent.Read(ref cursor);
        state.Stages.TryGetValue((excluded.StageId, excluded.StageAttempt), out var stage);
        foreach (var executor in state.Executors.Values.Where(executor => !executor.IsDriver && executor.Hostname == excluded.Host))
        {
            executor.ExcludedInStages.Add(excluded.StageId);
            if (stage is null || executor.Host != excluded.Host) // before the executor itself announced its host the stage does not count it
                continue;
            stage.Executor(executor.Id).Excluded = true;
            stage.ExcludedExecutors.Add(executor.Id);
        }
    }
}
