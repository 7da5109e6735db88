using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class StreamingReceiverEndpoint : IApplicationEndpoint
{
    public string Path => "streaming/receivers/{stream:n}";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) => throw StreamingAnswer.None(store, request);
}
