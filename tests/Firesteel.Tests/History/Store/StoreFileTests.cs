using System.Text;
using Firesteel.History.Rest;
using Firesteel.History.Serving;
using Firesteel.Tests.History.Rest;

namespace Firesteel.Tests.History.Store;

public sealed class StoreFileTests
{
    private static readonly string[] Questions = ["jobs", "stages?details=true&withSummaries=true", "allexecutors", "environment", "sql?length=1000", "storage/rdd", "allmiscellaneousprocess"];

    /// <summary>What comes back from disk answers exactly as what was replayed.</summary>
    [Theory, InlineData("4.1.0"), InlineData("3.5.7-generated"), InlineData("4.1.0-streaming")]
    public async Task A_stored_application_answers_like_a_replayed_one(string folder)
    {
        using var logs = CaseFolder.Own(folder);
        var cache = Directory.CreateTempSubdirectory("firesteel-cache-").FullName;
        try
        {
            var first = await AnswersAsync(logs.Path, cache);
            Directory.GetFiles(Path.Combine(cache, "apps")).Length.ShouldBeGreaterThan(0);
            var second = await AnswersAsync(logs.Path, cache);
            second.Replays.ShouldBe(0);
            second.Answers.ShouldBe(first.Answers);
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    [Fact]
    public async Task A_damaged_store_is_built_again()
    {
        using var logs = CaseFolder.Own("3.5.7-generated");
        var cache = Directory.CreateTempSubdirectory("firesteel-cache-").FullName;
        try
        {
            var first = await AnswersAsync(logs.Path, cache);
            foreach (var file in Directory.GetFiles(Path.Combine(cache, "apps")))
            {
                var bytes = File.ReadAllBytes(file);
                bytes[bytes.Length / 3] ^= 0xFF;
                File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
            }

            var second = await AnswersAsync(logs.Path, cache);
            second.Replays.ShouldBeGreaterThan(0);
            second.Answers.ShouldBe(first.Answers);
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }

    private static async Task<(List<string> Answers, long Replays)> AnswersAsync(string folder, string cache)
    {
        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [folder], CacheDirectory = cache, Parallelism = 2 }, new FixedTime(1_800_000_000_000));
        await library.ScanAsync(CancellationToken.None);
        var api = new RestApi(library);
        var answers = new List<string>();
        foreach (var application in library.List.Applications)
        {
            foreach (var question in Questions)
            {
                var parts = question.Split('?');
                var attempt = application.Attempts[0].AttemptId is { } id ? $"/{id}" : "";
                var answer = await api.AnswerAsync($"/api/v1/applications/{application.Id}{attempt}/{parts[0]}", parts.ElementAtOrDefault(1) ?? "", Viewer.Nobody, CancellationToken.None);
                answers.Add($"{application.Id} {question} {answer.Status} {Encoding.UTF8.GetString(answer.Whole().Body.Span)}");
            }
        }

        return (answers, library.Cache.Replays);
    }
}
