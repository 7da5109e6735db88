using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

/// <summary>All attempts of a stage.</summary>
internal sealed class OneStageEndpoint : IApplicationEndpoint
{
    public string Path => "stages/{stage:n}";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var id = request.Integer("stage");
        var options = StageOptions.From(request.Query, details: true);
        var attempts = store.Stages.Values.Where(stage => stage.StageId == id).ToList();
        return attempts.Count > 0
            ? RestAnswer.Array(attempts, (writer, stage) => StageAnswer.Write(writer, stage, store, options, request))
            : throw RestException.NotFound($"unknown stage: {id}");
    }
}
