using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class StreamingBatchEndpoint : IApplicationEndpoint
{
    public string Path => "streaming/batches/{batch:n}";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) => throw StreamingAnswer.None(store, request);
}
