namespace Firesteel.Kube.Cron;

/// <summary>An instant with the wall clock of a zone beside it.</summary>
/// <param name="Instant">UTC.</param>
internal readonly record struct ZonedTime(ZonedClock Clock, DateTime Instant)
{
    public DateTime Wall => TimeZoneInfo.ConvertTimeFromUtc(Instant, Clock.Zone);

    public DateTimeOffset Utc => new(Instant, TimeSpan.Zero);

    public ZonedTime At(DateTime wall) => Clock.AtWall(wall);

    public ZonedTime AddMonths(int months) => Clock.AtWall(Wall.AddMonths(months));

    /// <summary>Midnight of the next day, or the first hour when a clock change skips midnight. A day that a zone skipped altogether is passed over.</summary>
    public ZonedTime NextDay()
    {
        var next = Clock.AtWall(Wall.AddDays(1));
        if (next.Instant <= Instant)
            return AddHours(24);
        return next.Wall.Hour switch
        {
            0 => next,
            > 12 => next.AddHours(24 - next.Wall.Hour),
            var hour => next.AddHours(-hour),
        };
    }

    public ZonedTime AddSeconds(int seconds) => this with { Instant = Instant.AddSeconds(seconds) };

    public ZonedTime AddMinutes(int minutes) => this with { Instant = Instant.AddMinutes(minutes) };

    public ZonedTime AddHours(int hours) => this with { Instant = Instant.AddHours(hours) };

    public ZonedTime AtWholeMinute() => this with { Instant = Instant.AddTicks(-(Instant.Ticks % TimeSpan.TicksPerMinute)) };
}
