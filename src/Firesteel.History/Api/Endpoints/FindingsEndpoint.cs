using Firesteel.History.Diagnosis;
using Firesteel.History.Rest;
using Firesteel.History.Rest.Json;

namespace Firesteel.History.Api.Endpoints;

/// <summary>What to change about a run.</summary>
internal sealed class FindingsEndpoint : IFiresteelEndpoint
{
    public string Path => "applications/{app}/findings";

    public string Summary => "What is wrong with a run, with evidence and the change that helps; the most costly first.";

    public IReadOnlyList<string> Parameters => ["attempt"];

    public async Task<RestAnswer> AnswerAsync(RestRequest request, CancellationToken stop)
    {
        var findings = HistoryRules.Check(await RequestedRun.OpenAsync(request, stop));
        return RestAnswer.Array(findings, Write);
    }

    internal static void Write(JacksonWriter json, Finding finding)
    {
        json.StartObject();
        json.Property("rule", finding.Rule);
        json.Property("severity", finding.Problem.Severity.ToString().ToLowerInvariant());
        json.Property("where", finding.Problem.Where.Text);
        json.Property("what", finding.Problem.What);
        json.Property("cure", finding.Problem.Cure);
        json.Property("lostMilliseconds", finding.LostMilliseconds);
        json.Texts("evidence", finding.Evidence);
        json.Texts("links", finding.Links);
        json.EndObject();
    }
}
