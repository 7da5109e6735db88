namespace Firesteel.Kube.Cron;

/// <summary>Instants and wall-clock times of one zone.</summary>
internal sealed class ZonedClock(TimeZoneInfo zone)
{
    public TimeZoneInfo Zone { get; } = zone;

    /// <exception cref="FormatException">No such zone.</exception>
    public static ZonedClock Of(string? name)
    {
        if (name is null or "" or "Local")
            return new(TimeZoneInfo.Local);
        if (name is "UTC")
            return new(TimeZoneInfo.Utc);
        // Names are case-sensitive, as the files of the zones are.
        if (name.Contains('/') || name.All(char.IsAsciiLetterUpper))
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found))
                return new(found);
        }

        throw new FormatException($"there is no time zone {name}; use a name of the IANA list such as Europe/Berlin");
    }

    public ZonedTime At(DateTimeOffset instant) => new(this, instant.UtcDateTime);

    /// <summary>
    /// The instant of a wall-clock time. One that a clock change skips is read with the offset that the zone has a little later or earlier, one that
    /// comes twice is the first or second by the same rule: the offset at the time read as UTC is tried, then the one at the instant that gives.
    /// </summary>
    public ZonedTime AtWall(DateTime wall)
    {
        var asUtc = DateTime.SpecifyKind(wall, DateTimeKind.Utc);
        var offset = Zone.GetUtcOffset(asUtc);
        var candidate = asUtc - offset;
        return new(this, asUtc - Zone.GetUtcOffset(candidate));
    }
}
