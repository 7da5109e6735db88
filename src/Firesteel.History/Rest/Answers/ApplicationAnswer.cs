using Firesteel.History.Listing;
using Firesteel.History.Rest.Json;

namespace Firesteel.History.Rest.Answers;

/// <summary>ApplicationInfo and ApplicationAttemptInfo.</summary>
internal static class ApplicationAnswer
{
    public static void Write(JacksonWriter json, ApplicationEntry application)
    {
        json.StartObject();
        json.Property("id", application.Id);
        json.Property("name", application.Name);
        json.List("attempts", application.Attempts, Write);
        json.EndObject();
    }

    public static void Write(JacksonWriter json, LogEntry attempt)
    {
        json.StartObject();
        json.Property("attemptId", attempt.AttemptId);
        json.Moment("startTime", attempt.Started);
        json.Moment("endTime", attempt.Ended);
        json.Moment("lastUpdated", attempt.LastUpdated);
        json.Property("duration", attempt.Duration);
        json.Property("sparkUser", attempt.User);
        json.Property("completed", attempt.Completed);
        json.Property("appSparkVersion", attempt.SparkVersion);
        json.Property("startTimeEpoch", attempt.Started);
        json.Property("endTimeEpoch", attempt.Ended);
        json.Property("lastUpdatedEpoch", attempt.LastUpdated);
        json.EndObject();
    }
}
