using Firesteel.History.Rest;
using Firesteel.History.Rest.Answers;
using Firesteel.History.Store;
using Firesteel.History.Store.Tasks;

namespace Firesteel.History.Api.Endpoints;

/// <summary>How a metric is spread over a stage's successful tasks: quantiles and twenty equal buckets.</summary>
internal sealed class DistributionEndpoint : IFiresteelEndpoint
{
    private const int Buckets = 20;

    public string Path => "applications/{app}/stages/{stage:n}/{attempt:n}/distribution";

    public string Summary => "Quantiles and histogram of a task metric (Duration, or a name of TaskMetric).";

    public IReadOnlyList<string> Parameters => ["attempt", "metric"];

    public async Task<RestAnswer> AnswerAsync(RestRequest request, CancellationToken stop)
    {
        var run = await RequestedRun.OpenAsync(request, stop);
        var name = request.Query.First("metric") ?? "Duration";
        Func<TaskRow, long> value = name == "Duration" ? task => task.Duration
            : Enum.TryParse<TaskMetric>(name, ignoreCase: true, out var metric) ? task => task[metric]
            : throw RestException.BadRequest($"Bad value for parameter \"metric\".  Expected Duration or one of {string.Join(", ", Enum.GetNames<TaskMetric>())}");
        var values = run.TasksOf(request.Integer("stage"), request.Integer("attempt")).Where(task => task.Status == TaskState.Success).Select(value).Order().ToArray();
        if (values.Length == 0)
            throw RestException.NotFound($"No tasks reported metrics for {request.Text("stage")} / {request.Text("attempt")} yet.");
        var width = Math.Max(1, (values[^1] - values[0] + Buckets) / Buckets);
        var counts = new int[Buckets];
        foreach (var number in values)
            counts[Math.Min(Buckets - 1, (number - values[0]) / width)]++;
        double[] quantiles = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];
        return RestAnswer.Json(json =>
        {
            json.StartObject();
            json.Property("metric", name);
            json.Property("tasks", values.Length);
            json.Numbers("quantiles", quantiles);
            json.Numbers("values", quantiles.Select(quantile => (double)values[Quantiles.Index(quantile, values.Length)]));
            json.Property("bucketStart", values[0]);
            json.Property("bucketWidth", width);
            json.Numbers("bucketCounts", counts);
            json.EndObject();
        });
    }
}
