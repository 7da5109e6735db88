using Firesteel.History.Events;

namespace Firesteel.History.Replay.Handlers.Sql;

/// <summary>Metric values that the driver itself measured.</summary>
internal sealed class DriverAccumulatorUpdatesHandler : IEventHandler
{
    public IEnumerable<string> Names => [SqlExecutionStartHandler.Prefix + "DriverAccumUpdates"];

    public void Apply(ref JsonCursor cursor, ReplayState state)
    {
        long id = -1;
        var updates = new List<(long Id, long Value)>();
        cursor.EnterObject();
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("executionId"u8))
                id = cursor.Long();
            else if (name.SequenceEqual("accumUpdates"u8) && cursor.EnterArray())
            {
                while (cursor.NextElement())
                    ReadPair(ref cursor, updates);
            }
            else
            {
                cursor.Skip();
            }
        }

        state.Sql.Find(id)?.DriverUpdates.AddRange(updates);
    }

    private static void ReadPair(ref JsonCursor cursor, List<(long Id, long Value)> updates)
    {
        if (!cursor.EnterArray())
            return;
        Span<long> pair = stackalloc long[2];
        var count = 0;
        while (cursor.NextElement())
        {
            var value = cursor.Long();
            if (count < 2)
                pair[count++] = value;
        }

        if (count == 2)
            updates.Add((pair[0], pair[1]));
    }
}
