using Firesteel.History.Codecs;
using Firesteel.History.Events;
using Firesteel.History.Replay.Handlers.Sql;
using Firesteel.History.Store;

namespace Firesteel.History.Replay;

/// <summary>Turns a log's text into an <see cref="ApplicationStore"/>, in one pass and in memory that does not grow with the text.</summary>
public static class Replayer
{
    /// <summary>Lines applied under one lock: a reader of the partial state waits for a few milliseconds at most.</summary>
    private const int Batch = 512;

    private const int MaxProblems = 20;

    /// <summary>
    /// Reads the streams (decoded text, in the order of a rolled log) into <paramref name="store"/> and marks it complete. Lines that
    /// are no events, damage and early ends become problems of the store; what was readable stays.
    /// </summary>
    /// <param name="mayBeCut">The log's writer may still run or was killed: a cut last line or stream is no problem.</param>
    /// <param name="setOrder">See <see cref="SetOrder"/>; Spark 4's if null.</param>
    /// <exception cref="OperationCanceledException">The store is then incomplete and to be thrown away.</exception>
    /// <exception cref="IOException">The place that holds the log failed, not the log: likewise.</exception>
    public static void Replay(ApplicationStore store, IEnumerable<Func<Stream>> parts, bool mayBeCut, CancellationToken stop = default, Func<IReadOnlyList<int>, IReadOnlyList<int>>? setOrder = null)
    {
        var state = new ReplayState(store, setOrder ?? SetOrder.Scala213);
        var scratch = new JsonScratch();
        foreach (var open in parts)
        {
            using var lines = new LineReader(open());
            while (Prepare(state, lines, mayBeCut))
            {
                stop.ThrowIfCancellationRequested();
                store.Write(() => ApplyBatch(state, lines, scratch, mayBeCut));
            }

            store.TextBytes += lines.Position;
        }

        store.Write(() =>
        {
            state.LogEnded();
            store.Tasks.SealAll();
            store.Complete = true;
        });
    }

    /// <summary>Waits for the next line, outside of the store's lock: who reads what is known so far does not wait for a disk or a network.</summary>
    private static bool Prepare(ReplayState state, LineReader lines, bool mayBeCut)
    {
        try
        {
            if (lines.Prepare())
                return true;
            if (lines.TooLong > 0)
                state.Store.Write(() => Say(state.Store, $"{lines.TooLong} lines of more than {LineReader.DefaultMaxLine >> 20} MiB were left out"));
        }
        catch (DamagedLogException bad)
        {
            if (!(bad.Truncated && mayBeCut))
                state.Store.Write(() => Say(state.Store, bad.Message));
        }

        return false;
    }

    private static void ApplyBatch(ReplayState state, LineReader lines, JsonScratch scratch, bool mayBeCut)
    {
        for (var i = 0; i < Batch && lines.TryReadPrepared(out var line); i++)
            Apply(state, line, scratch, lines, mayBeCut);
    }

    private static void Apply(ReplayState state, ReadOnlySpan<byte> line, JsonScratch scratch, LineReader lines, bool mayBeCut)
    {
        if (line.IsEmpty)
            return;
        try
        {
            state.Store.Events++;
            if (EventHandlers.Find(EventName.Find(line, scratch)) is not { } handler)
                return;
            var cursor = new JsonCursor(line, scratch);
            handler.Apply(ref cursor, state);
        }
        catch (MalformedEventException bad)
        {
            if (!(lines.LastIsUnterminated && mayBeCut))
                Say(state.Store, $"line {lines.Lines} is no event: {bad.Message}");
        }
    }

    private static void Say(ApplicationStore store, string problem)
    {
        if (store.Problems.Count < MaxProblems)
            store.Problems.Add(problem);
    }
}
