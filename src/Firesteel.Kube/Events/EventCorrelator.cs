namespace Firesteel.Kube.Events;

/// <summary>
/// Decides what becomes of a note: a new event, one more count of a known one, or nothing. It combines, counts and filters as client-go's
/// correlator does. Pure but for its memory; not safe for concurrent use.
/// </summary>
internal sealed class EventCorrelator(EventRecorderOptions options)
{
    internal const string CombinedPrefix = "(combined from similar events): ";

    private readonly RecentMemory<(EventSubject, EventType, string), Similar> similar = new(options.Memory);
    private readonly RecentMemory<EventIdentity, EventEntry> entries = new(options.Memory);
    private readonly RecentMemory<EventSubject, (double Tokens, DateTimeOffset At)> buckets = new(options.Memory);
    private long lastTick;

    /// <returns>Null when the object has had too many events.</returns>
    public EventEntry? Correlate(EventNote note)
    {
        var identity = new EventIdentity(note.About, note.Type, note.Reason, note.Message);
        var message = note.Message;
        if (IsOneOfMany(note))
        {
            // One event per reason from now on; its message is the latest.
            identity = identity with { Message = null };
            message = CombinedPrefix + message;
        }

        var entry = entries.TryGet(identity, out var known)
            ? known with { Message = message, Count = known.Count + 1, LastAt = note.At, About = note.About }
            : new EventEntry(identity, note.About, Name(note), message, 1, note.At, note.At);
        entries.Set(identity, entry);
        return MayTell(note) ? entry : null;
    }

    /// <summary>The server has no such event (any more): the next one like it begins anew.</summary>
    public void Forget(EventEntry entry) => entries.Remove(entry.Identity);

    private bool IsOneOfMany(EventNote note)
    {
        var key = (note.About, note.Type, note.Reason);
        if (!similar.TryGet(key, out var seen) || note.At - seen.LastAt > options.SimilarWindow)
            seen = new();
        seen.LastAt = note.At;
        similar.Set(key, seen);
        if (seen.Messages.Count < options.MaxSimilar)
        {
            seen.Messages.Add(note.Message);
            return false;
        }

        return !seen.Messages.Contains(note.Message);
    }

    private bool MayTell(EventNote note)
    {
        var (tokens, at) = buckets.TryGet(note.About, out var bucket) ? bucket : (options.SpamBurst, note.At);
        tokens = Math.Min(options.SpamBurst, tokens + (Math.Max(0, (note.At - at).TotalSeconds) / options.SpamRefill.TotalSeconds));
        var may = tokens >= 1;
        buckets.Set(note.About, (may ? tokens - 1 : tokens, note.At));
        return may;
    }

    /// <summary>As client-go names them: the object and the time in nanoseconds, in hexadecimal digits; no time is used twice.</summary>
    private string Name(EventNote note)
    {
        lastTick = Math.Max(lastTick + 1, (note.At - DateTimeOffset.UnixEpoch).Ticks);
        return $"{note.About.Name}.{lastTick * 100:x}";
    }

    private sealed class Similar
    {
        public HashSet<string> Messages { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset LastAt { get; set; }
    }
}
