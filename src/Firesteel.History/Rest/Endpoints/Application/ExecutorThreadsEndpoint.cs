using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>Only a live application can answer this.</summary>
internal sealed class ExecutorThreadsEndpoint : IApplicationEndpoint
{
    public string Path => "executors/{executor}/threads";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) =>
        throw (request.Text("executor") is "driver" || request.Text("executor").All(char.IsAsciiDigit)
            ? new RestException(503, "Thread dumps not available through the history server.")
            : RestException.BadRequest("Invalid executorId: neither 'driver' nor number."));
}
