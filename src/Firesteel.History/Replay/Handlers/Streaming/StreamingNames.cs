using System.Globalization;

namespace Firesteel.History.Replay.Handlers.Streaming;

internal static class StreamingNames
{
    public const string Prefix = "org.apache.spark.sql.streaming.StreamingQueryListener$";

    /// <summary>Epoch ms of an ISO 8601 text; -1 if it is none.</summary>
    public static long Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeMilliseconds() : -1;
}
