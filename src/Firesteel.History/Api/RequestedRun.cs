using Firesteel.History.Listing;
using Firesteel.History.Rest;
using Firesteel.History.Store;

namespace Firesteel.History.Api;

/// <summary>Finds and opens the run that a request names.</summary>
internal static class RequestedRun
{
    /// <exception cref="RestException">Unknown, or not for this viewer.</exception>
    public static Task<ApplicationStore> OpenAsync(RestRequest request, CancellationToken stop) =>
        OpenAsync(request, request.Text("app"), request.Query.First("attempt"), stop);

    public static async Task<ApplicationStore> OpenAsync(RestRequest request, string app, string? attempt, CancellationToken stop)
    {
        var entry = Find(request, app, attempt);
        RestAccess.Check(entry, request);
        return await request.Library.OpenAsync(entry, stop);
    }

    private static LogEntry Find(RestRequest request, string app, string? attempt) =>
        request.Library.List.Find(app)?.Attempts.FirstOrDefault(entry => attempt is null || entry.AttemptId == attempt)
        ?? throw RestException.NotFound(attempt is null ? $"unknown app: {app}" : $"unknown app {app}, attempt {attempt}");
}
