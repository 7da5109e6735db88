using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class StreamingBatchesEndpoint : IApplicationEndpoint
{
    public string Path => "streaming/batches";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) => throw StreamingAnswer.None(store, request);
}
