using Firesteel.History.Events;
using Firesteel.History.Events.Readers;
using Firesteel.History.Store.Sql;

namespace Firesteel.History.Replay.Handlers.Sql;

internal sealed class AdaptiveMetricUpdatesHandler : IEventHandler
{
    public IEnumerable<string> Names => [SqlExecutionStartHandler.Prefix + "SQLAdaptiveSQLMetricUpdates"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        long id = -1;
        List<SqlMetric> metrics = [];
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("executionId"u8))
                id = cursor.Long();
            else if (name.SequenceEqual("sqlPlanMetrics"u8))
                metrics = PlanReader.ReadMetrics(ref cursor, state.Texts);
            else
                cursor.Skip();
        }

        state.Sql.Start(state.Store, id).AddMetrics(metrics);
    }
}
