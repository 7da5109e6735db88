using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class StageAttemptEndpoint : IApplicationEndpoint
{
    public string Path => "stages/{stage:n}/{attempt:n}";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var (id, attempt) = (request.Integer("stage"), request.Integer("attempt"));
        var options = StageOptions.From(request.Query, details: true);
        if (store.Stages.TryGetValue((id, attempt), out var stage))
            return RestAnswer.Json(json => StageAnswer.Write(json, stage, store, options, request));
        var known = store.Stages.Keys.Where(key => key.Id == id).Select(key => key.Attempt).ToList();
        throw RestException.NotFound(known.Count > 0 ? $"unknown attempt for stage {id}.  Found attempts: [{string.Join(',', known)}]" : $"unknown stage: {id}");
    }
}
