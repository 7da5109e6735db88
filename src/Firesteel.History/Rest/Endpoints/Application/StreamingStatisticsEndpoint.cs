using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class StreamingStatisticsEndpoint : IApplicationEndpoint
{
    public string Path => "streaming/statistics";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) => throw StreamingAnswer.None(store, request);
}
