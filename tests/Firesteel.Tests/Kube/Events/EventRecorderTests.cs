using Firesteel.Kube.Client;
using Firesteel.Kube.Events;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Kube.Events;

public sealed class EventRecorderTests
{
    private readonly ManualClock clock = new();
    private readonly MemoryServer server = new();
    private readonly KubeObject application = KubeObject.Of(ResourceTypes.SparkApplications, "spark", "pi");
    private bool refuses;

    [Fact]
    public async Task An_event_looks_as_kubectl_expects_it()
    {
        application.Metadata!["uid"] = "u1";
        var recorder = Recorder();
        recorder.Record(application, EventType.Warning, "DriverLost", "the driver is gone");
        await Told(recorder);
        var told = server.All(ResourceTypes.CoreEvents).ShouldHaveSingleItem();
        told.Name.ShouldMatch("^pi\\.[0-9a-f]{16}$");
        told.Metadata!["resourceVersion"] = null;
        told.Metadata["name"] = null;
        told.Json.ToJsonString().ShouldBe(
            """{"apiVersion":"v1","kind":"Event","metadata":{"name":null,"namespace":"spark","resourceVersion":null},"involvedObject":{"apiVersion":"sparkoperator.k8s.io/v1beta2","kind":"SparkApplication","name":"pi","namespace":"spark","uid":"u1"},"reason":"DriverLost","message":"the driver is gone","type":"Warning","source":{"component":"test"},"firstTimestamp":"2026-01-02T03:04:05Z","lastTimestamp":"2026-01-02T03:04:05Z","count":1,"reportingComponent":"test","reportingInstance":""}""");
    }

    [Fact]
    public async Task A_repetition_counts_up_even_if_the_event_ran_out_in_between()
    {
        var recorder = Recorder();
        for (var i = 0; i < 3; i++)
        {
            recorder.Record(application, EventType.Normal, "Waiting", "still waiting");
            clock.Advance(TimeSpan.FromSeconds(60));
        }

        await Told(recorder);
        var told = server.All(ResourceTypes.CoreEvents).ShouldHaveSingleItem();
        (told.Json["count"]!.GetValue<int>(), told.Json["firstTimestamp"]!.GetValue<string>(), told.Json["lastTimestamp"]!.GetValue<string>())
            .ShouldBe((3, "2026-01-02T03:04:05Z", "2026-01-02T03:06:05Z"));

        var correlator = new EventCorrelator(new() { Component = "test" });
        var note = new EventNote(EventSubject.Of(application), EventType.Normal, "A", "b", clock.GetUtcNow());
        var first = correlator.Correlate(note)!;
        correlator.Correlate(note)!.ShouldBe(first with { Count = 2 });
    }

    [Fact]
    public async Task Many_similar_messages_become_one_event()
    {
        var recorder = Recorder(new() { Component = "test", SpamBurst = 1000 });
        for (var i = 0; i < 50; i++)
            recorder.Record(application, EventType.Warning, "PodFailed", $"pod {i} failed");
        recorder.Record(application, EventType.Warning, "Other", "something else");
        await Told(recorder);
        var told = server.All(ResourceTypes.CoreEvents).ToList();
        told.Count.ShouldBe(12);
        var combined = told.Single(item => item.Json["message"]!.GetValue<string>().StartsWith("(combined", StringComparison.Ordinal));
        (combined.Json["count"]!.GetValue<int>(), combined.Json["message"]!.GetValue<string>()).ShouldBe((40, "(combined from similar events): pod 49 failed"));
    }

    [Fact]
    public async Task No_object_gets_too_many_and_others_do_not_suffer()
    {
        var recorder = Recorder();
        for (var i = 0; i < 100; i++)
            recorder.Record(application, EventType.Normal, $"Reason{i}", "x");
        recorder.Record(KubeObject.Of(ResourceTypes.Nodes, "", "node"), EventType.Normal, "Ready", "x");
        await Told(recorder);
        server.All(ResourceTypes.CoreEvents).Count(item => item.Namespace == "spark").ShouldBe(25);
        server.All(ResourceTypes.CoreEvents).Single(item => item.Namespace == "default").Json["reason"]!.GetValue<string>().ShouldBe("Ready");
        recorder.Dropped.ShouldBe(75);
    }

    [Fact]
    public async Task Recording_never_blocks_and_what_does_not_fit_is_counted()
    {
        var recorder = Recorder(new() { Component = "test", Capacity = 3 });
        for (var i = 0; i < 10; i++)
            recorder.Record(application, EventType.Normal, "R" + i, "x");
        recorder.Dropped.ShouldBe(7);
        await Told(recorder);
        server.All(ResourceTypes.CoreEvents).Count().ShouldBe(3);
        recorder.Record(application, EventType.Normal, "TooLate", "x");
        recorder.Dropped.ShouldBe(8);
    }

    [Fact]
    public async Task A_refusal_is_counted_and_the_next_one_begins_anew()
    {
        var recorder = Recorder();
        refuses = true;
        recorder.Record(application, EventType.Normal, "A", "x");
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(stop.Token);
        SpinWait.SpinUntil(() => recorder.Dropped == 1, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        refuses = false;
        recorder.Record(application, EventType.Normal, "A", new string('x', 5000));
        recorder.Record(application, EventType.Normal, "A", "x");
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
        server.All(ResourceTypes.CoreEvents).Select(item => item.Json["message"]!.GetValue<string>().Length).Order().ShouldBe([1, 1024]);
    }

    [Fact]
    public void Memory_is_bounded()
    {
        var memory = new RecentMemory<int, int>(3);
        for (var i = 0; i < 5; i++)
            memory.Set(i, i);
        memory.TryGet(2, out _).ShouldBeTrue();
        memory.Set(9, 9);
        (memory.Count, memory.TryGet(3, out _), memory.TryGet(2, out _)).ShouldBe((3, false, true));
    }

    private EventRecorder Recorder(EventRecorderOptions? options = null) =>
        new(server.Client(() => _ = refuses ? throw new KubeException(403, "Forbidden", "the namespace is being deleted") : 0), options ?? new() { Component = "test" }, clock, NullLogger.Instance);

    private static async Task Told(EventRecorder recorder) => await recorder.RunAsync(new CancellationToken(canceled: true)).WaitAsync(TimeSpan.FromSeconds(10));
}
