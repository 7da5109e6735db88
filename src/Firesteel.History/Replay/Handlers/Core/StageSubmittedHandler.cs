using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class StageSubmittedHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerStageSubmitted"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        StageInfoData? info = null;
        var properties = new JobProperties();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Stage Info"u8))
                info = StageInfoData.Read(ref cursor, state.Texts);
            else if (name.SequenceEqual("Properties"u8))
                properties = JobProperties.Read(ref cursor);
            else
                cursor.Skip();
        }

        if (info is null)
            return;
        var stage = state.StageOf(info);
        stage.Record.Status = StageStatus.Active;
        stage.Record.Pool = properties.Pool ?? "default";
        stage.Record.Description = properties.Description;
        stage.Record.SqlExecution = properties.SqlExecution;
        stage.Jobs = [.. state.Jobs.Values.Where(job => job.StageIds.Contains(info.StageId))];
        stage.Record.JobIds.Clear();
        foreach (var job in stage.Jobs)
        {
            stage.Record.JobIds.Add(job.Record.JobId);
            job.Record.CompletedStages.Remove(info.StageId);
            job.Record.ActiveStages++;
        }

        foreach (var rdd in info.Rdds.Where(rdd => rdd.Level.IsValid && !state.Store.Rdds.ContainsKey(rdd.Id)))
            state.Store.Rdds[rdd.Id] = new CachedRdd { Id = rdd.Id, Name = rdd.Name, Partitions = rdd.Partitions, Level = rdd.Level };
        state.Sql.StageSubmitted(info);
    }
}
