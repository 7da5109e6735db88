using Firesteel.Kube.Values;

namespace Firesteel.Kube.Cron;

/// <summary>
/// When something is due: five fields of cron, <c>@daily</c> and its like, or <c>@every 1h30m</c>, in a time zone. The grammar and
/// the behaviour around clock changes are those of robfig's cron, which Kubernetes and kubeflow's operator have, checked against its recorded answers: a time that a clock
/// change skips is not made up for, one that comes twice is due twice.
/// </summary>
public sealed class CronSchedule
{
    /// <summary>An expression that matches nothing for so long never does.</summary>
    private const int LongestSearchInYears = 5;

    private readonly ZonedClock _clock;
    private readonly CronUnit[] _units;

    private CronSchedule(ZonedClock clock, CronUnit[] units, TimeSpan? interval = null) => (_clock, _units, Interval) = (clock, units, interval);

    /// <summary>The pause of <c>@every</c>, in whole seconds; null for a schedule by the clock.</summary>
    public TimeSpan? Interval { get; }

    /// <param name="zone">IANA name; null or empty for the machine's own. A <c>CRON_TZ=</c> or <c>TZ=</c> in front of the text wins.</param>
    /// <exception cref="FormatException">One line that says what is wrong.</exception>
    public static CronSchedule Parse(string text, string? zone = null)
    {
        text = text.Trim();
        if (text.StartsWith("TZ=", StringComparison.Ordinal) || text.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            var blank = text.IndexOf(' ');
            if (blank < 0)
                throw new FormatException($"the schedule {text} names a zone and no time; write for instance TZ=Europe/Berlin 0 9 * * *");
            zone = text[(text.IndexOf('=') + 1)..blank] is { Length: > 0 } named ? named : "UTC";
            text = text[blank..].Trim();
        }

        var clock = ZonedClock.Of(zone);
        if (text.StartsWith(Every, StringComparison.Ordinal))
            return new(clock, [], GoDuration.TryParse(text[Every.Length..], out var nanos) ? TimeSpan.FromSeconds(Math.Max(1, nanos / 1_000_000_000))
                : throw new FormatException($"{text[Every.Length..]} is no duration, or longer than 292 years; write for instance 5m or 1h30m"));
        return new(clock, CronUnit.Parse(text.StartsWith('@') ? FieldsOf(text) : text));
    }

    /// <returns>The first run after a time; null when there is none within five years.</returns>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var start = after.ToUniversalTime();
        start = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerSecond));
        if (Interval is { } every)
            return DateTimeOffset.MaxValue - start > every ? start + every : null;
        var time = _clock.At(start).AddSeconds(1);
        var last = time.Wall.Year + LongestSearchInYears;
        // Only the first step goes back to the beginning of a unit: doing it again would turn back the clock in an hour that comes twice.
        var isWhole = false;
        for (var at = 0; at < _units.Length;)
        {
            var unit = _units[at++];
            while (!unit.Fits(time))
            {
                time = unit.Step(isWhole ? time : unit.Floor(time));
                isWhole = true;
                if (time.Wall.Year > last)
                    return null;
                if (!unit.IsFirst(time))
                    continue;
                // A greater unit has changed.
                at = 0;
                break;
            }
        }

        return time.Utc;
    }

    private const string Every = "@every ";

    private static string FieldsOf(string descriptor) => descriptor switch
    {
        "@yearly" or "@annually" => "0 0 1 1 *",
        "@monthly" => "0 0 1 * *",
        "@weekly" => "0 0 * * 0",
        "@daily" or "@midnight" => "0 0 * * *",
        "@hourly" => "0 * * * *",
        _ => throw new FormatException($"{descriptor} is no schedule; use @yearly, @monthly, @weekly, @daily, @hourly or @every with a duration such as 1h30m"),
    };
}
