using Firesteel.History.Store;
using Firesteel.History.Store.Sql;

namespace Firesteel.History.Events.Readers;

/// <summary>"sparkPlanInfo": a tree of operators.</summary>
internal static class PlanReader
{
    /// <summary>Deeper plans than any optimiser makes; what is below is left out.</summary>
    private const int MaxDepth = 500;

    public static PlanInfo Read(ref JsonCursor cursor, StringPool texts, int depth = 0)
    {
        var plan = new PlanInfo();
        if (!cursor.EnterObject())
            return plan;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("nodeName"u8))
                plan.Name = texts.Intern(cursor.Text());
            else if (name.SequenceEqual("simpleString"u8))
                plan.Simple = cursor.String();
            else if (name.SequenceEqual("children"u8) && depth < MaxDepth)
                ReadChildren(ref cursor, plan, texts, depth);
            else if (name.SequenceEqual("metadata"u8))
                TextMapReader.Fill(ref cursor, plan.Metadata);
            else if (name.SequenceEqual("metrics"u8))
                plan.Metrics.AddRange(ReadMetrics(ref cursor, texts));
            else
                cursor.Skip();
        }

        return plan;
    }

    public static List<SqlMetric> ReadMetrics(ref JsonCursor cursor, StringPool texts)
    {
        var metrics = new List<SqlMetric>();
        if (!cursor.EnterArray())
            return metrics;
        while (cursor.NextElement())
        {
            string metricName = "", kind = "";
            long id = 0;
            if (!cursor.EnterObject())
                continue;
            while (cursor.NextProperty(out var name))
            {
                if (name.SequenceEqual("name"u8))
                    metricName = texts.Intern(cursor.Text());
                else if (name.SequenceEqual("accumulatorId"u8))
                    id = cursor.Long();
                else if (name.SequenceEqual("metricType"u8))
                    kind = texts.Intern(cursor.Text());
                else
                    cursor.Skip();
            }

            metrics.Add(new SqlMetric(metricName, id, kind));
        }

        return metrics;
    }

    private static void ReadChildren(ref JsonCursor cursor, PlanInfo plan, StringPool texts, int depth)
    {
        if (!cursor.EnterArray())
            return;
        while (cursor.NextElement())
            plan.Children.Add(Read(ref cursor, texts, depth + 1));
    }
}
