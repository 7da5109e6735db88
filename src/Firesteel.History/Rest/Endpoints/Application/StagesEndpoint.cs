using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;

namespace Firesteel.History.Rest.Endpoints.Application;

internal sealed class StagesEndpoint : IApplicationEndpoint
{
    private static readonly Dictionary<string, StageStatus> States = Enum.GetValues<StageStatus>().ToDictionary(state => state.ToString().ToUpperInvariant());

    public string Path => "stages";

    public RestAnswer Answer(ApplicationStore store, RestRequest request)
    {
        var states = request.Query.Choices("status", States);
        var options = StageOptions.From(request.Query, details: false);
        var stages = store.Stages.Values.Reverse().Where(stage => states.Count == 0 || states.Contains(stage.Status));
        return RestAnswer.Json(json => json.Array(stages, (writer, stage) => StageAnswer.Write(writer, stage, store, options, request)));
    }
}
