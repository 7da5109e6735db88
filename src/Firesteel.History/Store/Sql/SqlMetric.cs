namespace Firesteel.History.Store.Sql;

/// <summary>A metric of a plan node. <paramref name="Kind"/> is Spark's: sum, size, timing, nsTiming, average, v2Custom_….</summary>
public sealed record SqlMetric(string Name, long AccumulatorId, string Kind)
{
    internal static SqlMetric Read(SqlMetric metric, Archive archive) =>
        new(archive.Text(metric.Name), archive.Value(metric.AccumulatorId), archive.Text(metric.Kind));
}
