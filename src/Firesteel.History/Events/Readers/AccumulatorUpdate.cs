namespace Firesteel.History.Events.Readers;

/// <summary>What one task added to an accumulator that may be a SQL metric.</summary>
internal readonly record struct AccumulatorUpdate(long Id, long Value);
