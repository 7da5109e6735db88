using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class OneJobEndpoint : IApplicationEndpoint
{
    public string Path => "jobs/{job:n}";

    public RestAnswer Answer(ApplicationStore store, RestRequest request) => store.Jobs.TryGetValue(request.Integer("job"), out var job)
        ? RestAnswer.Json(json => JobAnswer.Write(json, job))
        : throw RestException.NotFound($"unknown job: {request.Text("job")}");
}
