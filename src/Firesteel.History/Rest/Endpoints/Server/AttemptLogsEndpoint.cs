namespace Firesteel.History.Rest.Endpoints.Server;

/// <summary>The log of one attempt as an archive.</summary>
internal sealed class AttemptLogsEndpoint : IServerEndpoint
{
    public string Path => "applications/{app}/{attempt}/logs";

    public RestAnswer Answer(RestRequest request)
    {
        var (app, attempt) = (request.Text("app"), request.Text("attempt"));
        if (request.Library.Find(app, attempt) is not { } entry)
            throw RestException.NotFound($"no such app: {app}/{attempt}");
        RestAccess.Check(entry, request);
        return LogArchive.Of(request.Library, $"eventLogs-{app}-{attempt}.zip", [entry]);
    }
}
