using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class JobsEndpoint : IApplicationEndpoint
{
    private static readonly Dictionary<string, JobStatus> States = Enum.GetValues<JobStatus>().ToDictionary(state => state.ToString().ToUpperInvariant());

    public string Path => "jobs";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var states = request.Query.Choices("status", States);
        return RestAnswer.Array(store.Jobs.Values.Reverse().Where(job => states is null || states.Contains(job.Status)), JobAnswer.Write);
    }
}
