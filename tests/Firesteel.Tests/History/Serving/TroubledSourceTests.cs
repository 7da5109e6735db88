using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Console.Hosting;
using Firesteel.History.Rest;
using Firesteel.History.Serving;
using Firesteel.Tests.History.Rest;

namespace Firesteel.Tests.History.Serving;

/// <summary>A place that fails while it is listed or read: what is wrong is said, nothing half-read is kept, and nothing else is disturbed.</summary>
public sealed class TroubledSourceTests : IDisposable
{
    private static readonly IOException Refused = new("S3 answered 503 SlowDown");

    private readonly CaseFolder folder = CaseFolder.Own("3.5.7");
    private readonly CaseFolder other = CaseFolder.Own("4.1.0");
    private readonly TroubledSource source;
    private readonly HistoryLibrary library;
    private readonly RestApi api;

    public TroubledSourceTests()
    {
        // One large log is enough, and is read in several pieces.
        var largest = new DirectoryInfo(folder.Path).GetFiles().MaxBy(file => file.Length)!.Name;
        foreach (var file in new DirectoryInfo(folder.Path).GetFiles().Where(file => file.Name != largest))
            file.Delete();
        source = new TroubledSource(folder.Path);
        library = new HistoryLibrary(new HistoryOptions { Parallelism = 2 }, new FixedTime(1_800_000_000_000), [source, new Firesteel.History.Logs.LocalDirectory("other", other.Path)]);
        api = new RestApi(library);
    }

    public void Dispose()
    {
        source.Gate?.Set();
        folder.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task A_place_that_cannot_be_listed_is_named_and_the_others_are_listed()
    {
        source.ListFails = Refused;
        await library.ScanAsync(CancellationToken.None);
        library.List.Faults.ShouldContain(fault => fault.Source == source.Name && fault.Fault.What == Refused.Message);
        library.List.Applications.Count.ShouldBeGreaterThan(0);
        library.List.LastScan.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_log_that_could_not_be_read_is_read_at_the_next_scan()
    {
        source.OpenFails = Refused;
        await library.ScanAsync(CancellationToken.None);
        Mine().ShouldBeNull();
        library.List.Faults.ShouldContain(fault => fault.Fault.What == Refused.Message);

        source.OpenFails = null;
        await library.ScanAsync(CancellationToken.None);
        Mine().ShouldNotBeNull();
        library.List.Faults.ShouldNotContain(fault => fault.Fault.What == Refused.Message);
    }

    [Fact]
    public async Task What_was_known_of_a_log_stays_while_its_place_fails()
    {
        await library.ScanAsync(CancellationToken.None);
        source.OpenFails = Refused;
        var file = Directory.GetFiles(folder.Path).Single();
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(1));
        await library.ScanAsync(CancellationToken.None);
        Mine().ShouldNotBeNull();
        library.List.Faults.ShouldContain(fault => fault.Fault.What == Refused.Message);

        source.OpenFails = null;
        var opened = source.Opened;
        await library.ScanAsync(CancellationToken.None);
        source.Opened.ShouldBeGreaterThan(opened);
        library.List.Faults.ShouldNotContain(fault => fault.Fault.What == Refused.Message);
    }

    [Fact]
    public async Task Half_a_log_is_never_kept_as_a_whole_one()
    {
        await library.ScanAsync(CancellationToken.None);
        source.ReadFails = Refused;
        var failed = await api.AnswerAsync($"/api/v1/applications/{Mine()}/stages", "", Viewer.Nobody, CancellationToken.None);
        failed.Status.ShouldBe(503);
        Encoding.UTF8.GetString(failed.Body.Span).ShouldContain(Refused.Message);

        source.ReadFails = null;
        var whole = await api.AnswerAsync($"/api/v1/applications/{Mine()}/stages", "", Viewer.Nobody, CancellationToken.None);
        whole.Status.ShouldBe(200);
        whole.Progress.ShouldBeNull();
    }

    [Fact]
    public async Task A_log_that_vanishes_is_503_and_then_gone()
    {
        await library.ScanAsync(CancellationToken.None);
        var id = Mine();
        File.Delete(Directory.GetFiles(folder.Path).Single());
        (await api.AnswerAsync($"/api/v1/applications/{id}/jobs", "", Viewer.Nobody, CancellationToken.None)).Status.ShouldBe(503);
        var page = await new ConsoleSite(library).AnswerAsync($"/history/{id}/jobs/", "", Viewer.Nobody, null, "", CancellationToken.None);
        page!.Status.ShouldBe(503);
        await library.ScanAsync(CancellationToken.None);
        Mine().ShouldBeNull();
    }

    [Fact]
    public async Task A_client_may_have_what_is_known_and_others_wait_for_the_whole()
    {
        await library.ScanAsync(CancellationToken.None);
        source.Gate = new ManualResetEventSlim();
        var path = $"/api/v1/applications/{Mine()}/allexecutors";
        var whole = api.AnswerAsync(path, "", Viewer.Nobody, CancellationToken.None);
        source.AtGate.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();

        var known = await api.AnswerAsync(path, "", Viewer.Nobody, TimeSpan.Zero, CancellationToken.None);
        known.Status.ShouldBe(200);
        known.Progress.ShouldNotBeNull().Read.ShouldBeLessThan(known.Progress.Size);
        whole.IsCompleted.ShouldBeFalse();

        source.Gate.Set();
        var complete = await whole;
        complete.Progress.ShouldBeNull();
        JsonNode.Parse(complete.Whole().Body.Span)!.AsArray().Count.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("wait=2", 2.0)]
    [InlineData("respond-async, Wait=\"0.5\"; foo", 0.5)]
    [InlineData("wait=0", 0.0)]
    [InlineData("wait=soon", null)]
    [InlineData("wait=-1", null)]
    [InlineData("wait=1e9", null)]
    [InlineData("return=minimal", null)]
    [InlineData("", null)]
    public void Patience_is_read_from_the_standard_header(string header, double? seconds) =>
        Patience.Parse(header).ShouldBe(seconds is { } number ? TimeSpan.FromSeconds(number) : null);

    private string? Mine() => library.List.Applications.FirstOrDefault(application => application.Attempts[0].Source == 0)?.Id;
}
