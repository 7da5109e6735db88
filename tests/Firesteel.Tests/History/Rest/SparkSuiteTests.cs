using System.Text.Json.Nodes;
using Firesteel.History.Rest;
using Firesteel.History.Serving;

namespace Firesteel.Tests.History.Rest;

/// <summary>The cases of Spark's own HistoryServerSuite, compared as that suite compares.</summary>
public sealed class SparkSuiteTests
{
    public static TheoryData<string> Versions => new(Directory.GetDirectories(CaseFolder.Find("spark-suite")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Versions))]
    public async Task Passes_sparks_own_suite(string version)
    {
        using var logs = CaseFolder.OfSuite(version);
        var library = await RecordedAnswers.OpenAsync(logs.Path, version, 1_800_000_000_000);
        var cases = JsonNode.Parse(File.ReadAllText(CaseFolder.Find("spark-suite", version, "cases.json")))!.AsArray();
        var failures = new List<string>();
        foreach (var entry in cases)
        {
            var (path, query) = Split(entry!["path"]!.ToString());
            var answer = await new RestApi(library).AnswerAsync(path, query, Viewer.Nobody, CancellationToken.None);
            var file = CaseFolder.Find("spark-suite", version, entry["expectation"]!.ToString());
            var expected = JsonDifference.Parse(File.ReadAllBytes(file));
            var difference = answer.Status != 200 ? $"status {answer.Status}" : JsonDifference.Find(expected, JsonNode.Parse(answer.Whole().Body.Span), "", Updated);
            if (difference is not null)
                failures.Add($"{entry["name"]}: {difference}");
        }

        failures.ShouldBeEmpty();
        cases.Count.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("foobar", 404, "unknown app: foobar")]
    [InlineData("local-1422981780767/stages/12345", 404, "unknown stage: 12345")]
    [InlineData("local-1422981780767/stages/1/1", 404, "unknown attempt for stage 1.  Found attempts: [0]")]
    [InlineData("local-1422981780767/stages/flimflam", 404, null)]
    [InlineData("local-1430917381534/stages/0/0/taskSummary?quantiles=foo,0.1", 400, "Bad value for parameter \"quantiles\".  Expected a double, got \"foo\"")]
    public async Task Refuses_in_sparks_words(string request, int status, string? text)
    {
        using var logs = CaseFolder.OfSuite("4.1.0");
        var library = await RecordedAnswers.OpenAsync(logs.Path, "4.1.0", 1_800_000_000_000);
        var (path, query) = Split("/api/v1/applications/" + request);
        var answer = await new RestApi(library).AnswerAsync(path, query, Viewer.Nobody, CancellationToken.None);
        answer.Status.ShouldBe(status);
        if (text is not null)
            System.Text.Encoding.UTF8.GetString(answer.Whole().Body.Span).ShouldBe(text);
    }

    private static bool Updated(string path) => path.EndsWith("/lastUpdated", StringComparison.Ordinal) || path.EndsWith("/lastUpdatedEpoch", StringComparison.Ordinal);

    private static (string Path, string Query) Split(string request) =>
        request.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? (request[..at], request[at..]) : (request, "");
}
