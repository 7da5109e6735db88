using Firesteel.History.Events;
using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class JobEndHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerJobEnd"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var id = -1;
        long time = -1;
        var succeeded = false;
        string? failure = null;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Job ID"u8))
                id = cursor.Int();
            else if (name.SequenceEqual("Completion Time"u8))
                time = cursor.Long();
            else if (name.SequenceEqual("Job Result"u8))
                ReadResult(ref cursor, ref succeeded, ref failure);
            else
                cursor.Skip();
        }

        if (state.Jobs.Remove(id, out var job))
        {
            SkipPending(state, job);
            job.Record.Status = succeeded ? JobStatus.Succeeded : JobStatus.Failed;
            job.Record.Completed = time > 0 ? time : -1;
            job.Record.Failure = failure;
            job.End();
        }

        state.Sql.JobEnded(state, id, succeeded);
    }

    private static void SkipPending(ReplayState state, LiveJob job)
    {
        foreach (var (key, stage) in state.Stages.Where(entry => job.StageIds.Contains(entry.Key.Id) && entry.Value.Record.Status == StageStatus.Pending).ToList())
        {
            stage.Record.Status = StageStatus.Skipped;
            job.Record.SkippedStages.Add(key.Id);
            job.Record.SkippedTasks += stage.Record.NumTasks;
            state.Stages.Remove(key);
        }
    }

    private static void ReadResult(ref JsonCursor cursor, ref bool succeeded, ref string? failure)
    {
        if (!cursor.EnterObject())
            return;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Result"u8))
                succeeded = cursor.Text().SequenceEqual("JobSucceeded"u8);
            else if (name.SequenceEqual("Exception"u8) && cursor.EnterObject())
            {
                while (cursor.NextProperty(out var part))
                {
                    if (part.SequenceEqual("Message"u8))
                        failure = cursor.OptionalString();
                    else
                        cursor.Skip();
                }
            }
            else
            {
                cursor.Skip();
            }
        }
    }
}
