using Firesteel.History.Listing;
using Firesteel.History.Serving;

namespace Firesteel.Tests.History.Listing;

public sealed class LogCleanerTests
{
    private const long Day = 86_400_000;

    private static readonly HistoryOptions Options = new() { CleanerMaxAge = TimeSpan.FromDays(7) };

    [Fact]
    public void Old_logs_go_and_running_ones_stay()
    {
        LogEntry[] entries = [Entry("old", 1 * Day, true), Entry("new", 9 * Day, true), Entry("running", 1 * Day, false)];
        LogCleaner.Choose(entries, Options, 10 * Day, entry => entry.Log == "running").Select(entry => entry.Log).ShouldBe(["old"]);
    }

    [Fact]
    public void Beyond_the_number_the_oldest_go()
    {
        LogEntry[] entries = [Entry("c", 9 * Day, true), Entry("a", 7 * Day, true), Entry("b", 8 * Day, true), Entry("running", 6 * Day, false)];
        LogCleaner.Choose(entries, Options with { CleanerMaxNumber = 2 }, 10 * Day, entry => entry.Log == "running").Select(entry => entry.Log).Order().ShouldBe(["a", "b"]);
    }

    private static LogEntry Entry(string name, long modified, bool completed) =>
        new() { Source = 0, Log = name, Fingerprint = name, Size = 1, Modified = modified, LastUpdated = modified, Completed = completed };
}
