namespace Firesteel.History.Store.Sql;

/// <summary>Value of one accumulator over an execution.</summary>
/// <param name="Text">As Spark prints it.</param>
/// <param name="Total">Sum of the parts, in the metric's own unit.</param>
/// <param name="Largest">Largest part.</param>
public sealed record SqlMetricValue(string Text, long Total, long Largest)
{
    internal static SqlMetricValue Read(SqlMetricValue value, Archive archive) =>
        new(archive.Text(value.Text), archive.Value(value.Total), archive.Value(value.Largest));
}
