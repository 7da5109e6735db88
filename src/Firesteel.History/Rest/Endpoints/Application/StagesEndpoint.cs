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
        var stages = store.Stages.Values.Reverse().Where(stage => states is null || states.Contains(stage.Status));
        if (options.Details && options.TaskStates is { } taskStates)
            stages = stages.Where(stage => taskStates.Any(state => Has(stage, state)));
        return RestAnswer.Array(stages, (writer, stage) => StageAnswer.Write(writer, stage, store, options, request));
    }

    /// <summary>With details, a stage is listed only if it has tasks of a wanted state.</summary>
    private static bool Has(StageRecord stage, string state) => state switch
    {
        "FAILED" => stage.FailedTasks > 0,
        "KILLED" => stage.KilledTasks > 0,
        "RUNNING" => stage.ActiveTasks > 0,
        "SUCCESS" => stage.CompletedTasks > 0,
        _ => stage.NumTasks - stage.FailedTasks - stage.KilledTasks - stage.ActiveTasks - stage.CompletedTasks > 0,
    };
}
