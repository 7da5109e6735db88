using System.Security.Cryptography;
using System.Text;

namespace Firesteel.Spark.Schedule;

/// <summary>Name of a run: the schedule's, and the time at which it was due. The same run always has the same name: starting it twice is starting it once.</summary>
public static class RunName
{
    private const int Longest = 63;

    public static string Of(string schedule, DateTimeOffset due, RunNamePrecision precision)
    {
        var suffix = $"-{Stamp(due, precision)}";
        var room = Longest - suffix.Length;
        if (schedule.Length <= room)
            return schedule + suffix;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(schedule)))[..8];
        return $"{schedule[..(room - digest.Length - 1)].TrimEnd('-', '.')}-{digest}{suffix}";
    }

    private static long Stamp(DateTimeOffset due, RunNamePrecision precision)
    {
        var ticks = due.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        return precision switch
        {
            RunNamePrecision.Minutes => ticks / TimeSpan.TicksPerMinute,
            RunNamePrecision.Seconds => ticks / TimeSpan.TicksPerSecond,
            RunNamePrecision.Millis => ticks / TimeSpan.TicksPerMillisecond,
            RunNamePrecision.Micros => ticks / TimeSpan.TicksPerMicrosecond,
            _ => ticks * TimeSpan.NanosecondsPerTick,
        };
    }
}
