using Firesteel.History.Logs;

namespace Firesteel.Tests.History.Logs;

public sealed class EventLogTests
{
    /// <summary>Spark 4.1 ends a rolled log by renaming its status file: no byte of the events changes any more.</summary>
    [Fact]
    public void A_rolled_log_that_is_completed_by_a_rename_alone_has_another_fingerprint()
    {
        var events = new LogFile("eventlog_v2_app/events_1_app", 100, 1_000);
        var running = new EventLog(null!, "eventlog_v2_app", Rolled: true, [events], [events], CompletedByName: false);
        (running with { CompletedByName = true }).Fingerprint.ShouldNotBe(running.Fingerprint);
    }
}
