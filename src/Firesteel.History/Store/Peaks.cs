namespace Firesteel.History.Store;

/// <summary>Largest value seen per executor metric. Never updated is not the same as all zero: Spark leaves the former out.</summary>
public sealed class Peaks
{
    public static readonly int Count = Enum.GetValues<ExecutorMetric>().Length;

    private long[]? values;

    public bool IsSet => values is not null;

    public long this[ExecutorMetric metric] => values is null ? 0 : values[(int)metric];

    /// <param name="seen">One value per metric, 0 where the event has none.</param>
    internal void Raise(ReadOnlySpan<long> seen)
    {
        values ??= new long[Count];
        for (var i = 0; i < Count; i++)
            values[i] = Math.Max(values[i], seen[i]);
    }

    internal void Describe(Archive archive) => values = archive.OptionalValues(values);
}
