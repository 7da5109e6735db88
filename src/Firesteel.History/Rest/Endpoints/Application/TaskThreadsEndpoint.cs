using Firesteel.History.Serving;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>Only a live application can answer this. Since Spark 4.0.</summary>
internal sealed class TaskThreadsEndpoint : IApplicationEndpoint
{
    public string Path => "threads";

    public bool ExistsIn(SparkApi api) => api.HasThreads;

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        if (request.Query.First("taskId") is null || request.Query.First("executorId") is not { } executor)
            throw RestException.BadRequest("Missing parameter: both \"taskId\" and \"executorId\" are needed."); // Spark fails with 500
        throw executor is "driver" || executor.All(char.IsAsciiDigit)
            ? new RestException(503, "Thread dumps not available through the history server.")
            : RestException.BadRequest("Invalid executorId: neither 'driver' nor number.");
    }
}
