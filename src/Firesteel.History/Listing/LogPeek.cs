using Firesteel.History.Codecs;
using Firesteel.History.Events;
using Firesteel.History.Logs;

namespace Firesteel.History.Listing;

/// <summary>Reads of a log what the list needs: its head, and its tail if its name says that it ended.</summary>
internal static class LogPeek
{
    /// <summary>The end event is the last line or nearly so: this much of the tail is looked at first.</summary>
    private const int LastLines = 16 << 10;

    /// <summary>Then this much, as Spark's <c>endEventReparseChunkSize</c>; then all of it.</summary>
    private const int Tail = 1 << 20;

    /// <summary>Compressed files below this are decoded as a whole: it costs milliseconds and shows damage that a tail would not.</summary>
    private const int SmallEnough = 2 << 20;

    public static LogEntry Read(EventLog log, int source, long now)
    {
        var entry = new LogEntry { Source = source, Log = log.Name, Fingerprint = log.Fingerprint, Size = log.Size, Modified = log.Modified };
        var summary = new LogSummary();
        try
        {
            using var files = new PeekedFiles(log);
            ReadHead(log, files, summary, out var codec);
            if (log.CompletedByName && !summary.HasEnd)
                ReadTail(log, files, summary, log.Parts.Length == 1 ? codec : null);
        }
        catch (DamagedLogException bad) when (bad.Truncated && !log.CompletedByName)
        {
            // Its writer still runs or was killed: what was read counts.
        }
        catch (Exception bad) when (bad is DamagedLogException or MalformedEventException)
        {
            return entry with { Fault = bad.Message, AppId = summary.AppId ?? "", AppName = summary.Name };
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return entry with { Fault = refused.Message, Fingerprint = LogEntry.ReadAgain }; // the place is at fault, not the log
        }

        if (!summary.HasStart || summary.AppId is null)
            return entry with { Fault = summary.HasStart ? "the application has no id" : "the log has no application start event" };
        var completed = log.CompletedByName && summary.HasEnd;
        return entry with
        {
            AppId = summary.AppId,
            AppName = summary.Name,
            User = summary.User,
            AttemptId = summary.Attempt,
            SparkVersion = summary.Version,
            Started = summary.Started,
            Ended = completed ? summary.Ended : -1,
            Completed = completed,
            LastUpdated = completed ? log.Modified : now,
            AdminAcls = summary.AdminAcls,
            AdminGroups = summary.AdminGroups,
            ViewAcls = summary.ViewAcls,
            ViewGroups = summary.ViewGroups,
        };
    }

    private static void ReadHead(EventLog log, PeekedFiles files, LogSummary summary, out LogCodec codec)
    {
        codec = LogCodec.Plain;
        foreach (var part in log.Parts)
        {
            using var lines = new LineReader(EventLog.Open(part, files.Open(part), out codec));
            while (!summary.HeadIsKnown && lines.TryRead(out var line))
                Look(summary, line, lines, log.CompletedByName);
            if (summary.HeadIsKnown)
                return;
        }
    }

    /// <param name="known">The last file's codec if its head was read already.</param>
    private static void ReadTail(EventLog log, PeekedFiles files, LogSummary summary, LogCodec? known)
    {
        var codec = known ?? CodecOf(log, files);
        if (codec == LogCodec.Plain)
        {
            ReadPlainTail(log, files, summary, LastLines);
            if (!summary.HasEnd)
                ReadPlainTail(log, files, summary, Tail);
        }
        else if (codec == LogCodec.Zstd && log.Last.Size > SmallEnough)
        {
            ReadFrameTail(log, summary);
        }

        if (summary.HasEnd)
            return;
        using var whole = EventLog.Open(log.Last, files.Open(log.Last), out _);
        ReadAll(whole, summary);
    }

    private static LogCodec CodecOf(EventLog log, PeekedFiles files)
    {
        using var text = EventLog.Open(log.Last, files.Open(log.Last), out var codec);
        return codec;
    }

    private static void ReadPlainTail(EventLog log, PeekedFiles files, LogSummary summary, int size)
    {
        if (log.Last.Size <= size)
            return; // all of it is read anyway
        using var lines = new LineReader(files.Open(log.Last, log.Last.Size - size));
        lines.TryRead(out _); // the rest of a line
        while (lines.TryRead(out var line))
            summary.Look(line);
    }

    /// <summary>Spark closes a frame at each flush: decoding can begin at any frame near the end.</summary>
    private static void ReadFrameTail(EventLog log, LogSummary summary)
    {
        var start = log.Last.Size - (Tail / 4);
        using var raw = log.Source.Open(log.Last, start);
        using var copy = new MemoryStream();
        raw.CopyTo(copy);
        var bytes = copy.GetBuffer().AsMemory(0, (int)copy.Length);
        for (var at = 0; at < bytes.Length;)
        {
            var next = bytes.Span[at..].IndexOf<byte>([0x28, 0xB5, 0x2F, 0xFD]);
            if (next < 0)
                return;
            at += next;
            try
            {
                ReadAll(new ZstdDecoder(new PrefixedStream(bytes[at..], Stream.Null)), summary);
                return;
            }
            catch (DamagedLogException)
            {
                at += 4; // those bytes were no frame's head
            }
        }
    }

    private static void ReadAll(Stream text, LogSummary summary)
    {
        using var lines = new LineReader(text);
        while (lines.TryRead(out var line))
            summary.Look(line);
    }

    private static void Look(LogSummary summary, ReadOnlySpan<byte> line, LineReader lines, bool completed)
    {
        try
        {
            summary.Look(line);
        }
        catch (MalformedEventException) when (!completed && lines.LastIsUnterminated)
        {
            // The writer is in the middle of this line.
        }
    }
}
