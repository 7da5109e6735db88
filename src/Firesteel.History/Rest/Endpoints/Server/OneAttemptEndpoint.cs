using Firesteel.History.Rest.Answers;

namespace Firesteel.History.Rest.Endpoints.Server;

internal sealed class OneAttemptEndpoint : IServerEndpoint
{
    public string Path => "applications/{app}/{attempt}";

    public RestAnswer Answer(RestRequest request)
    {
        var attempt = request.Library.Find(request.Text("app"), request.Text("attempt"))
            ?? throw RestException.NotFound($"unknown app {request.Text("app")}, attempt {request.Text("attempt")}");
        return RestAnswer.Json(json => ApplicationAnswer.Write(json, attempt));
    }
}
