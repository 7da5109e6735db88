using Firesteel.History.Listing;
using Firesteel.History.Rest.Answers;
using Firesteel.History.Rest.Json;

namespace Firesteel.History.Rest.Endpoints.Server;

/// <summary>The list, with Spark's filters: an application passes by its state and if some attempt lies within all bounds.</summary>
internal sealed class ApplicationsEndpoint : IServerEndpoint
{
    private static readonly Dictionary<string, bool> States = new() { ["COMPLETED"] = true, ["RUNNING"] = false };

    public string Path => "applications";

    public RestAnswer Answer(RestRequest request)
    {
        var query = request.Query;
        var states = query.Choices("status", States);
        var limit = query.Integer("limit", int.MaxValue);
        var minDate = Date(query, "minDate", "2010-01-01");
        var maxDate = Date(query, "maxDate", "3000-01-01");
        var minEnd = Date(query, "minEndDate", "2010-01-01");
        var maxEnd = Date(query, "maxEndDate", "3000-01-01");
        var now = request.Library.Time.GetUtcNow().ToUnixTimeMilliseconds();

        bool Ended(ApplicationEntry application, LogEntry attempt) => application.Completed
            ? attempt.Ended >= minEnd && attempt.Ended <= maxEnd
            : maxEnd > now;
        var passing = request.Library.List.Applications
            .Where(application => states is null || states.Contains(application.Completed))
            .Where(application => application.Attempts.Any(attempt => attempt.Started >= minDate && attempt.Started <= maxDate && Ended(application, attempt)))
            .Take(limit);
        return RestAnswer.Array(passing, ApplicationAnswer.Write);
    }

    private static long Date(RestQuery query, string name, string otherwise)
    {
        var text = query.First(name) is { Length: > 0 } given ? given : otherwise;
        return SparkDate.Parse(text) ?? throw new RestException(400, $"Couldn't parse date: {text}", "application/json");
    }
}
