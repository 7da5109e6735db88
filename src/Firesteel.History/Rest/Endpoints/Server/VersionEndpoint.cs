namespace Firesteel.History.Rest.Endpoints.Server;

internal sealed class VersionEndpoint : IServerEndpoint
{
    public string Path => "version";

    public RestAnswer Answer(RestRequest request) => RestAnswer.Json(json =>
    {
        json.StartObject();
        json.Property("spark", request.Api.Version);
        json.EndObject();
    });
}
