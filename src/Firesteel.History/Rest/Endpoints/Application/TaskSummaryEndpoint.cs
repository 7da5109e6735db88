using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class TaskSummaryEndpoint : IApplicationEndpoint
{
    public string Path => "stages/{stage:n}/{attempt:n}/taskSummary";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var (id, attempt) = (request.Integer("stage"), request.Integer("attempt"));
        var quantiles = Quantiles.Parse(request.Query.First("quantiles") ?? "0.05,0.25,0.5,0.75,0.95");
        return TaskDistribution.Of([.. store.TasksOf(id, attempt)], quantiles) is { } distribution
            ? RestAnswer.Json(distribution.Write)
            : throw RestException.NotFound($"No tasks reported metrics for {id} / {attempt} yet.");
    }
}
