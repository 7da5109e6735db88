using Firesteel.History.Rest;

namespace Firesteel.History.Api.Endpoints;

/// <summary>Numbers over all applications, from the list alone: no log is replayed.</summary>
internal sealed class FleetEndpoint : IFiresteelEndpoint
{
    public string Path => "fleet";

    public string Summary => "Applications by user, version and day, from the list.";

    public Task<RestAnswer> AnswerAsync(RestRequest request, CancellationToken stop)
    {
        var attempts = request.Library.List.Applications.SelectMany(application => application.Attempts).ToList();
        return Task.FromResult(RestAnswer.Json(json =>
        {
            json.StartObject();
            json.Property("applications", request.Library.List.Applications.Count);
            json.Property("attempts", attempts.Count);
            json.Property("running", attempts.Count(attempt => !attempt.Completed));
            json.Property("logBytes", attempts.Sum(attempt => attempt.Size));
            json.Property("totalDuration", attempts.Sum(attempt => attempt.Duration));
            json.Counts("byUser", Count(attempts.Select(attempt => attempt.User)));
            json.Counts("byVersion", Count(attempts.Select(attempt => attempt.SparkVersion)));
            json.Counts("byDay", Count(attempts.Select(attempt => Rest.Json.SparkDate.Format(attempt.Started)[..10])));
            json.EndObject();
        }));
    }

    private static IEnumerable<KeyValuePair<string, int>> Count(IEnumerable<string> values) =>
        values.CountBy(value => value).OrderBy(entry => entry.Key, StringComparer.Ordinal);
}
