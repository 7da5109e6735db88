using Firesteel.History.Rest.Answers;

namespace Firesteel.History.Rest.Endpoints.Server;

internal sealed class OneApplicationEndpoint : IServerEndpoint
{
    public string Path => "applications/{app}";

    public RestAnswer Answer(RestRequest request)
    {
        var application = request.Library.List.Find(request.Text("app")) ?? throw RestException.NotFound($"unknown app: {request.Text("app")}");
        return RestAnswer.Json(json => ApplicationAnswer.Write(json, application));
    }
}
