using Firesteel.History.Comparison;
using Firesteel.History.Rest;

namespace Firesteel.History.Api.Endpoints;

/// <summary>Two runs side by side.</summary>
internal sealed class CompareEndpoint : IFiresteelEndpoint
{
    public string Path => "compare/{a}/{b}";

    public string Summary => "Totals, settings and stages of two runs, and what differs.";

    public IReadOnlyList<string> Parameters => ["attemptA", "attemptB"];

    public async Task<RestAnswer> AnswerAsync(RestRequest request, CancellationToken stop)
    {
        var a = await RequestedRun.OpenAsync(request, request.Text("a"), request.Query.First("attemptA"), stop);
        var b = await RequestedRun.OpenAsync(request, request.Text("b"), request.Query.First("attemptB"), stop);
        var comparison = RunComparison.Of(a, b);
        return RestAnswer.Json(json =>
        {
            json.StartObject();
            json.Property("a", a.Id);
            json.Property("b", b.Id);
            json.List("totals", comparison.Totals, (writer, number) =>
            {
                writer.StartObject();
                writer.Property("name", number.Name);
                writer.Property("unit", number.Unit);
                writer.Property("a", number.A);
                writer.Property("b", number.B);
                writer.EndObject();
            });
            json.List("settings", comparison.Settings, (writer, setting) =>
            {
                writer.StartObject();
                writer.Property("name", setting.Name);
                writer.Property("a", setting.A);
                writer.Property("b", setting.B);
                writer.EndObject();
            });
            json.List("stages", comparison.Stages, (writer, stage) =>
            {
                writer.StartObject();
                writer.Property("name", stage.Name);
                writer.Property("a", stage.A);
                writer.Property("b", stage.B);
                writer.EndObject();
            });
            json.EndObject();
        });
    }
}
