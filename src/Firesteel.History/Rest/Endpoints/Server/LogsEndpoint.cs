namespace Firesteel.History.Rest.Endpoints.Server;

/// <summary>Every attempt's log of an application in one archive. Never replays anything.</summary>
internal sealed class LogsEndpoint : IServerEndpoint
{
    public string Path => "applications/{app}/logs";

    public RestAnswer Answer(RestRequest request)
    {
        var app = request.Text("app");
        // Spark asks for the application without an attempt, then for attempt 1, and complains about the latter.
        if (request.Library.List.Find(app) is not { } application)
            throw RestException.NotFound($"no such app: {app}/1");
        RestAccess.Check(application.Attempts.FirstOrDefault(attempt => attempt.AttemptId is null or "1") ?? application.Attempts[0], request);
        return LogArchive.Of(request.Library, $"eventLogs-{app}.zip", application.Attempts);
    }
}
