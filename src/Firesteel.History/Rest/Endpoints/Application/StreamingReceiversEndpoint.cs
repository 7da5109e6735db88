using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class StreamingReceiversEndpoint : IApplicationEndpoint
{
    public string Path => "streaming/receivers";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) => throw StreamingAnswer.None(store, request);
}
