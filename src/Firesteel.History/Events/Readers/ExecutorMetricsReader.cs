using Firesteel.History.Store;

namespace Firesteel.History.Events.Readers;

/// <summary>A map of executor metrics into an array by <see cref="ExecutorMetric"/>; a missing one is 0.</summary>
internal static class ExecutorMetricsReader
{
    private static readonly NameTable<ExecutorMetric> Names = new([.. Enum.GetValues<ExecutorMetric>().Select(metric => (metric.ToString(), metric))]);

    public static void Fill(ref JsonCursor cursor, long[] into)
    {
        Array.Clear(into);
        if (!cursor.EnterObject())
            return;
        var hint = 0;
        while (cursor.NextProperty(out var name))
        {
            if (Names.TryFind(name, ref hint, out var metric))
                into[(int)metric] = cursor.Long();
            else
                cursor.Skip();
        }
    }
}
