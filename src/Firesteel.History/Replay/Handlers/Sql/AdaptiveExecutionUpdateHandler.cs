using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store.Sql;

namespace Firesteel.History.Replay.Handlers.Sql;

/// <summary>Adaptive execution changed the plan; the whole new tree is logged.</summary>
internal sealed class AdaptiveExecutionUpdateHandler : IEventHandler
{
    public IEnumerable<string> Names => [SqlExecutionStartHandler.Prefix + "SQLAdaptiveExecutionUpdate"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        long id = -1;
        var planText = CompressedText.Empty;
        PlanInfo? plan = null;
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("executionId"u8))
                id = cursor.Long();
            else if (name.SequenceEqual("physicalPlanDescription"u8))
                planText = CompressedText.Of(cursor.Text());
            else if (name.SequenceEqual("sparkPlanInfo"u8))
                plan = PlanReader.Read(ref cursor, state.Texts);
            else
                cursor.Skip();
        }

        if (plan is null)
            return;
        var execution = state.Sql.Start(state.Store, id);
        var record = execution.Record;
        if (record.AdaptiveUpdates++ == 0)
            (record.InitialPlan, record.InitialPlanDescription) = (record.Plan, record.PlanDescription);
        record.Plan = plan;
        record.PlanDescription = planText;
        execution.AddMetrics(plan);
    }
}
