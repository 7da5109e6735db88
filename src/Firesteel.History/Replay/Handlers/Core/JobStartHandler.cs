using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store;

namespace Firesteel.History.Replay.Handlers.Core;

internal sealed class JobStartHandler : IEventHandler
{
    public IEnumerable<string> Names => ["SparkListenerJobStart"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        var id = -1;
        long time = -1;
        var stages = new List<StageInfoData>();
        int[] stageIds = [];
        var hasStages = false;
        var properties = new JobProperties();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("Job ID"u8))
                id = cursor.Int();
            else if (name.SequenceEqual("Submission Time"u8))
                time = cursor.Long();
            else if (name.SequenceEqual("Stage IDs"u8))
                stageIds = IntegersReader.Read(ref cursor);
            else if (name.SequenceEqual("Properties"u8))
                properties = JobProperties.Read(ref cursor);
            else if (name.SequenceEqual("Stage Infos"u8) && cursor.EnterArray())
            {
                hasStages = true;
                while (cursor.NextElement())
                    stages.Add(StageInfoData.Read(ref cursor, state.Texts));
            }
            else
            {
                cursor.Skip();
            }
        }

        if (!hasStages) // logs before 1.2
            stages.AddRange(stageIds.Select(stage => new StageInfoData { StageId = stage, Name = "unknown", Details = "unknown" }));
        Start(state, id, time, stages, stageIds, properties);
    }

    private static void Start(ReplayState state, int id, long time, List<StageInfoData> stages, int[] stageIds, JobProperties properties)
    {
        var record = new JobRecord
        {
            JobId = id,
            Name = stages.MaxBy(stage => stage.StageId)?.Name ?? "",
            Description = properties.Description,
            Group = properties.Group,
            Tags = [.. (properties.Tags ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)],
            Submitted = time > 0 ? time : -1,
            StageIds = stageIds,
            SqlExecution = properties.SqlExecution,
            NumTasks = stages.Where(stage => stage.Completed < 0).Sum(stage => stage.NumTasks),
        };
        var job = new LiveJob(record);
        state.Jobs[id] = job;
        state.Store.Jobs[id] = record;
        foreach (var info in stages)
        {
            var stage = state.StageOf(info);
            stage.Jobs = [.. stage.Jobs, job];
            stage.Record.JobIds.Add(id);
            stage.Record.SqlExecution = properties.SqlExecution;
        }

        if (properties.SqlExecution >= 0)
            state.Sql.JobStarted(state, record, stages);
        state.JoinServers(record);
    }
}
