using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class StageCompletedHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerStageCompleted"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        StageInfoData? info = null;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Stage Info"u8))
                info = StageInfoData.Read(ref cursor, state.Texts);
            else
                cursor.Skip();
        }

        if (info is null || !state.Stages.TryGetValue((info.StageId, info.Attempt), out var stage))
            return;
        ReplayState.Describe(stage.Record, info);
        stage.ShowExecutors();
        stage.Record.Status = info.FailureReason is not null ? StageStatus.Failed
            : info.Submitted >= 0 ? StageStatus.Complete
            : StageStatus.Skipped;
        foreach (var job in stage.Jobs)
            Count(job.Change(), stage.Record);
        foreach (var id in stage.ExcludedExecutors)
        {
            if (state.Executors.TryGetValue(id, out var executor))
                executor.ExcludedInStages.Remove(info.StageId);
        }

        if (stage.Record.ActiveTasks == 0)
            state.Stages.Remove((info.StageId, info.Attempt));
        foreach (var dead in state.DeadExecutors.Values.Where(dead => !state.MayStillReport(dead)).ToList())
            state.DeadExecutors.Remove(dead.Id);
    }

    private static void Count(JobRecord job, StageRecord stage)
    {
        switch (stage.Status)
        {
            case StageStatus.Complete:
                job.CompletedStages.Add(stage.StageId);
                break;
            case StageStatus.Skipped:
                job.SkippedStages.Add(stage.StageId);
                job.SkippedTasks += stage.NumTasks;
                break;
            default:
                job.FailedStages++;
                break;
        }

        job.ActiveStages--;
    }
}
