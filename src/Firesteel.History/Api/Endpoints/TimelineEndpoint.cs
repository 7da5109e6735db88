using Firesteel.History.Rest;
using Firesteel.History.Store;

namespace Firesteel.History.Api.Endpoints;

/// <summary>Stages and executors as bars over time. Epoch ms; -1 = not known.</summary>
internal sealed class TimelineEndpoint : IFiresteelEndpoint
{
    public string Path => "applications/{app}/timeline";

    public string Summary => "Jobs, stages and executors with begin and end, for drawing.";

    public IReadOnlyList<string> Parameters => ["attempt"];

    public async Task<RestAnswer> AnswerAsync(RestRequest request, CancellationToken stop)
    {
        var run = await RequestedRun.OpenAsync(request, stop);
        return RestAnswer.Json(json =>
        {
            json.StartObject();
            json.Property("started", run.Started);
            json.Property("ended", run.Ended);
            json.List("jobs", run.Jobs.Values, (writer, job) => Bar(writer, $"{job.JobId}", job.Description ?? job.Name, job.Status.ToString(), job.Submitted, job.Completed));
            json.List("stages", run.Stages.Values.Where(stage => stage.Submitted >= 0), (writer, stage) => Bar(writer, $"{stage.StageId}.{stage.Attempt}", stage.Name, stage.Status.ToString(), stage.Submitted, stage.Completed));
            json.List("executors", run.Executors.Values, (writer, executor) => Bar(writer, executor.Id, executor.HostPort ?? executor.Host ?? "", Life(executor), executor.Added, executor.Removed));
            json.EndObject();
        });
    }

    private static string Life(ExecutorRecord executor) => executor.IsActive ? "Active" : executor.RemoveReason ?? "Removed";

    private static void Bar(Rest.Json.JacksonWriter json, string id, string name, string state, long from, long to)
    {
        json.StartObject();
        json.Property("id", id);
        json.Property("name", name);
        json.Property("state", state);
        json.Property("from", from);
        json.Property("to", to);
        json.EndObject();
    }
}
