using System.Text.Json.Nodes;
using Firesteel.History.Rest;
using Firesteel.History.Serving;

namespace Firesteel.Tests.History.Rest;

/// <summary>The same events in other codecs and layouts give the same answers.</summary>
public sealed class SameLogOtherFormTests
{
    /// <summary>What a log of another form may differ in.</summary>
    private static readonly string[] Form = ["/logs", "lastUpdated"];

    [Theory, InlineData("zstd"), InlineData("lz4"), InlineData("snappy"), InlineData("lzf")]
    public async Task A_rolled_log_in_any_codec(string codec)
    {
        using var logs = CaseFolder.Own("4.1.0-rolled-codecs");
        await CompareAsync(Path.Combine(logs.Path, codec), "4.1.0");
    }

    /// <summary>Every codec on its own: together in one folder they are one application.</summary>
    [Theory, InlineData(""), InlineData(".zstd"), InlineData(".lz4"), InlineData(".snappy"), InlineData(".lzf")]
    public async Task A_single_log_in_any_codec(string extension)
    {
        using var logs = CaseFolder.Own("3.5.7-codecs");
        foreach (var file in Directory.GetFiles(logs.Path).Where(file => Path.GetExtension(file) != extension))
            File.Delete(file);
        await CompareAsync(logs.Path, "3.5.7");
    }

    /// <summary>What a 3.5 server's compaction leaves: Spark drops the application, we read it by its first bytes.</summary>
    [Fact]
    public async Task Plain_text_under_a_zstd_name_is_read()
    {
        using var logs = CaseFolder.Own("3.5.7-compacted-mislabelled");
        var library = await RecordedAnswers.OpenAsync(logs.Path, "3.5.7", 1_800_000_000_000);
        var application = library.List.Applications.ShouldHaveSingleItem();
        var answer = await new RestApi(library).AnswerAsync($"/api/v1/applications/{application.Id}/allexecutors", "", Viewer.Nobody, CancellationToken.None);
        answer.Status.ShouldBe(200);
        JsonNode.Parse(answer.Whole().Body.Span)!.AsArray().Count.ShouldBeGreaterThan(0);
    }

    /// <summary>The one application of the folder was recorded in its usual form, in the folder that is named as the version.</summary>
    private static async Task CompareAsync(string folder, string version)
    {
        var app = (await RecordedAnswers.OpenAsync(folder, version, 1_800_000_000_000)).List.Applications.ShouldHaveSingleItem().Id;
        var golden = RecordedAnswers.Read(Path.Combine(CaseFolder.OwnRoot, "goldens", version, version, $"{app}.json.gz"));
        var library = await RecordedAnswers.OpenAsync(folder, version, (long)golden["recordedAtMillis"]!);
        var failures = new List<string>();
        foreach (var (request, expected) in golden["requests"]!.AsObject().Where(entry => !entry.Key.Contains("/logs", StringComparison.Ordinal)))
        {
            if (await RecordedAnswers.CompareAsync(library, version, request, expected!) is { } difference && !Form.Any(part => difference.Contains(part, StringComparison.Ordinal)))
                failures.Add($"{request}: {difference}");
        }

        failures.ShouldBeEmpty();
    }
}
