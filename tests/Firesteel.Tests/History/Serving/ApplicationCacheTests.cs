using Firesteel.History.Serving;
using Firesteel.TestKit.Files;
using Firesteel.Tests.History.Rest;

namespace Firesteel.Tests.History.Serving;

public sealed class ApplicationCacheTests
{
    /// <summary>Nobody asks for an earlier state of a running application again: it must not crowd out others.</summary>
    [Fact]
    public async Task Of_a_log_that_grows_only_the_newest_state_is_held()
    {
        using var logs = new TemporaryDirectory();
        var log = logs.Write("app-1.inprogress", """
            {"Event":"SparkListenerLogStart","Spark Version":"4.1.0"}
            {"Event":"SparkListenerApplicationStart","App Name":"grows","App ID":"app-1","Timestamp":1700000000000,"User":"u"}

            """);
        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [logs.Path] }, new FixedTime(1_800_000_000_000));
        for (var state = 1; state <= 3; state++)
        {
            await library.ScanAsync(CancellationToken.None);
            var store = await library.OpenAsync(library.List.Find("app-1")!.Attempts[0], CancellationToken.None);
            store.Executors.Count.ShouldBe(state - 1);
            library.Cache.Replays.ShouldBe(state);
            library.Cache.MemoryBytes.ShouldBe(store.MemoryBytes);
            await File.AppendAllTextAsync(log, $$$"""{"Event":"SparkListenerExecutorAdded","Timestamp":1700000000001,"Executor ID":"{{{state}}}","Executor Info":{"Host":"h","Total Cores":1,"Log Urls":{},"Attributes":{},"Resources":{},"Resource Profile Id":0}}""" + "\n");
        }

        library.Cache.Evictions.ShouldBe(0);
    }
}
