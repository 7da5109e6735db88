namespace Firesteel.History.Store;

/// <summary>Largest value seen per executor metric. Never updated is not the same as all zero: Spark leaves the former out.</summary>
public sealed class Peaks
{
    public static readonly int Count = Enum.GetValues<ExecutorMetric>().Length;

    private long[]? values;

    /// <summary>The first metric decides, as in Spark: a lost task logs it as -1 and sets nothing.</summary>
    public bool IsSet => values is not null && values[0] >= 0;

    public long this[ExecutorMetric metric] => IsSet ? values![(int)metric] : 0;

    /// <param name="seen">One value per metric, 0 where the event has none.</param>
    /// <returns>Whether one of them rose.</returns>
    internal bool Raise(ReadOnlySpan<long> seen)
    {
        var rose = false;
        if (values is null)
        {
            values = new long[Count];
            values[0] = -1;
        }

        for (var i = 0; i < Count; i++)
        {
            if (seen[i] <= values[i])
                continue;
            values[i] = seen[i];
            rose = true;
        }

        return rose;
    }

    internal void Take(Peaks other)
    {
        if (other.values is null)
            return;
        values ??= new long[Count];
        other.values.CopyTo(values, 0);
    }

    internal void Describe(Archive archive) => values = archive.OptionalValues(values);
}
