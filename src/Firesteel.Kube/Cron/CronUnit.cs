namespace Firesteel.Kube.Cron;

/// <summary>A unit of the clock, with what an expression wants of it.</summary>
/// <param name="Fits">Does the time have what is wanted?</param>
/// <param name="Floor">The beginning of the unit.</param>
/// <param name="Step">One unit later.</param>
/// <param name="IsFirst">Is it the first of the next greater unit?</param>
internal sealed record CronUnit(Func<ZonedTime, bool> Fits, Func<ZonedTime, ZonedTime> Floor, Func<ZonedTime, ZonedTime> Step, Func<ZonedTime, bool> IsFirst)
{
    /// <param name="text">Minute, hour, day of month, month, day of week.</param>
    /// <returns>Greatest first.</returns>
    /// <exception cref="FormatException">One line that says what is wrong.</exception>
    public static CronUnit[] Parse(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5)
            throw new FormatException($"the schedule \"{text}\" has {fields.Length} fields, not 5: minute, hour, day of month, month, day of week");
        var (minutes, hours) = (CronField.Parse(fields[0], CronField.Minutes), CronField.Parse(fields[1], CronField.Hours));
        var (days, months, weekdays) = (CronField.Parse(fields[2], CronField.DaysOfMonth), CronField.Parse(fields[3], CronField.MonthsOfYear), CronField.Parse(fields[4], CronField.DaysOfWeek));
        return
        [
            new(time => months.Has(time.Wall.Month), time => time.At(new(time.Wall.Year, time.Wall.Month, 1)), time => time.AddMonths(1), time => time.Wall.Month == 1),
            new(time => IsDay(time.Wall), time => time.At(time.Wall.Date), time => time.NextDay(), time => time.Wall.Day == 1),
            new(time => hours.Has(time.Wall.Hour), time => time.At(time.Wall.Date.AddHours(time.Wall.Hour)), time => time.AddHours(1), time => time.Wall.Hour == 0),
            new(time => minutes.Has(time.Wall.Minute), time => time.AtWholeMinute(), time => time.AddMinutes(1), time => time.Wall.Minute == 0),
            new(time => time.Wall.Second == 0, time => time, time => time.AddSeconds(1), time => time.Wall.Second == 0),
        ];

        // Both fields given: either will do, as in every cron.
        bool IsDay(DateTime wall)
        {
            var (day, weekday) = (days.Has(wall.Day), weekdays.Has((int)wall.DayOfWeek));
            return days.IsAny || weekdays.IsAny ? day && weekday : day || weekday;
        }
    }
}
