using Firesteel.History.Rest;
using Firesteel.History.Serving;
using Firesteel.Tests.History.Rest;

namespace Firesteel.Tests.History.Listing;

/// <summary>Two servers over the same logs with one cache directory, and the cleaner on real files.</summary>
public sealed class SharedDirectoryTests : IDisposable
{
    private const long Later = 1_900_000_000_000;

    private readonly CaseFolder logs = CaseFolder.Own("3.5.7-odd");
    private readonly string cache = Directory.CreateTempSubdirectory("firesteel-history-").FullName;

    public void Dispose()
    {
        logs.Dispose();
        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public async Task Two_servers_of_either_version_may_share_a_cache()
    {
        var options = new HistoryOptions { LogDirectories = [logs.Path], CacheDirectory = cache };
        HistoryLibrary[] servers = [new(options, new FixedTime(Later)), new(options, new FixedTime(Later)), new(options with { Api = SparkApi.V35 }, new FixedTime(Later))];
        await Task.WhenAll(servers.Select(server => server.ScanAsync(CancellationToken.None)));
        var apps = servers[0].List.Applications.Where(app => app.Attempts is [{ AttemptId: null }]).Select(app => app.Id).ToList();
        for (var round = 0; round < 2; round++)
        {
            foreach (var app in apps)
            {
                var answers = await Task.WhenAll(servers.Select(server => new RestApi(server).AnswerAsync($"/api/v1/applications/{app}/jobs", "", Viewer.Nobody, CancellationToken.None)));
                answers.ShouldAllBe(answer => answer.Status == 200);
                answers[1].Whole().Body.Span.SequenceEqual(answers[0].Whole().Body.Span).ShouldBeTrue(app);
            }
        }

        var third = new HistoryLibrary(options, new FixedTime(Later));
        third.List.Applications.Select(app => app.Id).ShouldBe(servers[0].List.Applications.Select(app => app.Id), "the saved list is whole, whoever wrote it last");
    }

    [Fact]
    public async Task The_cleaner_deletes_whole_logs_and_nothing_that_may_still_be_written()
    {
        var options = new HistoryOptions { LogDirectories = [logs.Path], CleanerMaxAge = TimeSpan.FromDays(1) };
        var library = new HistoryLibrary(options, new FixedTime(Later));
        await library.ScanAsync(CancellationToken.None);
        var running = library.List.Entries.Where(entry => library.List.LogOf(entry) is { CompletedByName: false }).Select(entry => entry.Log).ToHashSet();
        running.Count.ShouldBeGreaterThan(2);

        var deleted = await new LogCleaner(library).CleanAsync(dryRun: false, CancellationToken.None);
        deleted.Count.ShouldBeGreaterThan(2);
        deleted.ShouldNotContain(entry => running.Contains(entry.Log));
        foreach (var log in running)
            (File.Exists(Path.Combine(logs.Path, log)) || Directory.Exists(Path.Combine(logs.Path, log))).ShouldBeTrue(log);
        foreach (var entry in deleted)
            (File.Exists(Path.Combine(logs.Path, entry.Log)) || Directory.Exists(Path.Combine(logs.Path, entry.Log))).ShouldBeFalse(entry.Log);
    }

    [Fact]
    public async Task A_clock_in_the_future_deletes_no_running_log_and_harms_no_list()
    {
        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [logs.Path] }, new FixedTime(0));
        foreach (var file in Directory.GetFiles(logs.Path))
            File.SetLastWriteTimeUtc(file, new DateTime(2090, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await library.ScanAsync(CancellationToken.None);
        library.List.Applications.Count.ShouldBeGreaterThan(5);
        (await new LogCleaner(library).CleanAsync(dryRun: true, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thousand_garbage_files_are_named_and_disturb_nothing()
    {
        var dice = new Random(1);
        var bytes = new byte[300];
        for (var i = 0; i < 1000; i++)
        {
            dice.NextBytes(bytes);
            await File.WriteAllBytesAsync(Path.Combine(logs.Path, $"garbage-{i}{(i % 4) switch { 0 => ".zstd", 1 => ".lz4", 2 => ".snappy", _ => "" }}"), bytes);
        }

        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [logs.Path] }, new FixedTime(Later));
        await library.ScanAsync(CancellationToken.None);
        library.List.Faults.Count(fault => fault.Fault.Name.StartsWith("garbage-", StringComparison.Ordinal)).ShouldBe(1000);
        library.List.Faults.ShouldAllBe(fault => fault.Fault.What.Length > 0);
        library.List.Applications.Count.ShouldBeGreaterThan(5);
    }
}
