using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store.Sql;

namespace Firesteel.History.Replay.Handlers.Sql;

internal sealed class SqlExecutionStartHandler : IEventHandler
{
    internal const string Prefix = "org.apache.spark.sql.execution.ui.SparkListener";

    public IEnumerable<string> Names => [Prefix + "SQLExecutionStart"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        long id = -1, root = -1, time = -1;
        string description = "", details = "";
        var planText = CompressedText.Empty;
        PlanInfo? plan = null;
        var configs = new Dictionary<string, string>();
        var tags = new List<string>();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("executionId"u8))
                id = cursor.Long();
            else if (name.SequenceEqual("rootExecutionId"u8))
                root = cursor.TryNull() ? -1 : cursor.Long();
            else if (name.SequenceEqual("description"u8))
                description = cursor.String();
            else if (name.SequenceEqual("details"u8))
                details = cursor.String();
            else if (name.SequenceEqual("physicalPlanDescription"u8))
                planText = CompressedText.Of(cursor.Text());
            else if (name.SequenceEqual("sparkPlanInfo"u8))
                plan = PlanReader.Read(ref cursor, state.Texts);
            else if (name.SequenceEqual("time"u8))
                time = cursor.Long();
            else if (name.SequenceEqual("modifiedConfigs"u8))
                TextMapReader.Fill(ref cursor, configs);
            else if (name.SequenceEqual("jobTags"u8) && cursor.EnterArray())
            {
                while (cursor.NextElement())
                    tags.Add(cursor.String());
            }
            else
            {
                cursor.Skip();
            }
        }

        var execution = state.Sql.Start(state.Store, id);
        var record = execution.Record;
        record.Announced = true;
        record.RootId = root >= 0 ? root : id;
        record.Description = description;
        record.Details = details;
        record.PlanDescription = planText;
        record.Plan = plan;
        record.Submitted = time;
        record.JobTags = [.. tags];
        foreach (var (key, value) in configs)
            record.ModifiedConfigs[key] = value;
        execution.Kinds.Clear();
        if (plan is not null)
            execution.AddMetrics(plan);
    }
}
