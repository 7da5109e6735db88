using System.Globalization;
using Firesteel.Kube.Values;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Timestamps and durations.</summary>
internal static class TimeFunctions
{
    public static bool TryCall(string name, bool hasTarget, object? target, object?[] arguments, out object? result)
    {
        result = ConversionFunctions.Unknown;
        if (!hasTarget)
        {
            result = (name, arguments) switch
            {
                ("timestamp", [DateTimeOffset]) => arguments[0],
                ("timestamp", [long seconds]) => DateTimeOffset.FromUnixTimeSeconds(seconds),
                ("timestamp", [string text]) => Formats.IsDateTime(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                    ? time : throw new CelException("type conversion error from 'string' to 'google.protobuf.Timestamp'"),
                ("duration", [CelDuration]) => arguments[0],
                ("duration", [string text]) => GoDuration.TryParse(text, out var nanos)
                    ? new CelDuration(nanos) : throw new CelException("type conversion error from 'string' to 'google.protobuf.Duration'"),
                _ => ConversionFunctions.Unknown,
            };
        }
        else if (target is DateTimeOffset time && arguments is [] or [string])
        {
            result = Part(name, arguments is [string zone] ? In(time, zone) : time.ToUniversalTime());
        }
        else if (target is CelDuration duration && arguments is [])
        {
            result = name switch
            {
                "getHours" => duration.Nanos / 3_600_000_000_000,
                "getMinutes" => duration.Nanos / 60_000_000_000,
                "getSeconds" => duration.Nanos / 1_000_000_000,
                "getMilliseconds" => duration.Nanos / 1_000_000 % 1000,
                _ => ConversionFunctions.Unknown,
            };
        }

        return !ReferenceEquals(result, ConversionFunctions.Unknown);
    }

    private static object Part(string name, DateTimeOffset time) => name switch
    {
        "getFullYear" => (long)time.Year,
        "getMonth" => (long)time.Month - 1,
        "getDate" => (long)time.Day,
        "getDayOfMonth" => (long)time.Day - 1,
        "getDayOfWeek" => (long)time.DayOfWeek,
        "getDayOfYear" => (long)time.DayOfYear - 1,
        "getHours" => (long)time.Hour,
        "getMinutes" => (long)time.Minute,
        "getSeconds" => (long)time.Second,
        "getMilliseconds" => (long)time.Millisecond,
        _ => ConversionFunctions.Unknown,
    };

    private static DateTimeOffset In(DateTimeOffset time, string zone)
    {
        if (TimeSpan.TryParse(zone.TrimStart('+'), CultureInfo.InvariantCulture, out var offset))
            return time.ToOffset(offset);
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(time, found) : throw new CelException($"unknown time zone {zone}");
    }
}
