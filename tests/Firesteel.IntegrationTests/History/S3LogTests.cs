using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Firesteel.Embedded.ObjectStore;
using Firesteel.History.Logs;
using Firesteel.History.Rest;
using Firesteel.History.Serving;
using Firesteel.TestKit.Repository;
using Firesteel.TestKit.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.History;

/// <summary>Event logs in a real S3 endpoint that refuses, hangs, cuts connections, or loses objects.</summary>
public sealed class S3LogTests : IAsyncLifetime
{
    private const string Bucket = "logs";
    private static readonly ObjectStoreOptions Options = new() { RootUser = "firesteel-root", RootPassword = "firesteel-root-password", Region = "eu-central-1" };
    private static readonly string Cases = Path.Combine(Checkout.OwnCases, "history", "logs", "4.1.0");

    private readonly ConcurrentQueue<string> requests = new();
    private ObjectStoreServer store = null!;
    private FaultyStore front = null!;
    private AmazonS3Client client = null!;
    private Func<HttpRequest, (HttpStatusCode, string)?> fault = _ => null;
    private Func<HttpRequest, StoreTrouble?> trouble = _ => null;
    private string largest = "";

    public async Task InitializeAsync()
    {
        store = await ObjectStoreServer.StartAsync(Options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        front = await FaultyStore.StartAsync(store.Address, Refuse, request => trouble(request));
        client = new AmazonS3Client(new BasicAWSCredentials(Options.RootUser, Options.RootPassword), new AmazonS3Config { ServiceURL = store.Address.ToString(), ForcePathStyle = true, AuthenticationRegion = Options.Region });
        await client.PutBucketAsync(Bucket);
        var root = new DirectoryInfo(Cases);
        foreach (var file in root.GetFiles("*", SearchOption.AllDirectories).Where(file => file.Name != "logs.json"))
            await client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "events/" + Path.GetRelativePath(root.FullName, file.FullName), FilePath = file.FullName });
        largest = root.GetFiles().Where(file => file.Name != "logs.json").MaxBy(file => file.Length)!.Name;
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await front.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_healthy_store_is_listed_with_one_or_two_requests_a_log()
    {
        var library = await ScannedAsync();
        library.List.Faults.ShouldBeEmpty();
        library.List.Applications.Count.ShouldBeGreaterThan(5);
        requests.Count(request => request.StartsWith("GET /logs/events/", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(library.List.Entries.Count * 3);
        var before = requests.Count;
        await library.ScanAsync(CancellationToken.None);
        requests.Count.ShouldBe(before + 1, "what has not changed is not read again");
    }

    [Theory, InlineData(HttpStatusCode.Forbidden, "AccessDenied"), InlineData(HttpStatusCode.NotFound, "NoSuchBucket"), InlineData(HttpStatusCode.ServiceUnavailable, "SlowDown")]
    public async Task A_store_that_refuses_to_list_is_named_with_its_answer_and_recovers(HttpStatusCode status, string code)
    {
        fault = request => request.Query.ContainsKey("list-type") ? (status, code) : null;
        var library = await ScannedAsync();
        library.List.Faults.ShouldHaveSingleItem().Fault.What.ShouldStartWith($"S3 answered {(int)status} {code}");
        fault = _ => null;
        await library.ScanAsync(CancellationToken.None);
        library.List.Faults.ShouldBeEmpty();
        library.List.Applications.Count.ShouldBeGreaterThan(5);

        fault = request => request.Query.ContainsKey("list-type") ? (status, code) : null;
        var known = library.List.Applications.Count;
        await library.ScanAsync(CancellationToken.None);
        library.List.Applications.Count.ShouldBe(known, "what was listed stays while the store fails");
    }

    [Theory, InlineData(HttpStatusCode.Forbidden, "AccessDenied"), InlineData(HttpStatusCode.NotFound, "NoSuchKey"), InlineData(HttpStatusCode.ServiceUnavailable, "SlowDown")]
    public async Task One_log_that_is_refused_is_named_and_the_others_are_listed(HttpStatusCode status, string code)
    {
        fault = request => request.Path.Value!.EndsWith(largest, StringComparison.Ordinal) ? (status, code) : null;
        var library = await ScannedAsync();
        var named = library.List.Faults.ShouldHaveSingleItem().Fault;
        named.Name.ShouldBe(largest);
        named.What.ShouldStartWith($"S3 answered {(int)status} {code}");
        library.List.Applications.Count.ShouldBeGreaterThan(5);
        fault = _ => null;
        await library.ScanAsync(CancellationToken.None);
        library.List.Faults.ShouldBeEmpty();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_body_that_is_cut_or_stands_still_is_asked_for_again_from_there(bool stalls)
    {
        var library = await ScannedAsync();
        var times = 0;
        trouble = request => request.Path.Value!.EndsWith(largest, StringComparison.Ordinal) && Interlocked.Increment(ref times) == 1 ? new StoreTrouble(Body: 5000, Stalls: stalls) : null;
        (await AnswerAsync(library)).Status.ShouldBe(200);
        times.ShouldBeGreaterThan(1);
        if (stalls) // a connection that is reset may lose what was on its way
            requests.ShouldContain(request => Start(request) == 5000, "what came is not fetched again");
    }

    [Fact]
    public async Task A_connection_that_is_always_cut_is_503_and_nothing_of_it_is_kept()
    {
        var library = await ScannedAsync();
        trouble = request => request.Path.Value!.EndsWith(largest, StringComparison.Ordinal) ? new StoreTrouble(Body: 0) : null;
        var failed = await AnswerAsync(library);
        failed.Status.ShouldBe(503);
        Encoding.UTF8.GetString(failed.Body.Span).ShouldContain("could not be reached");
        trouble = _ => null;
        (await AnswerAsync(library)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_slow_store_is_waited_for()
    {
        trouble = _ => new StoreTrouble(Delay: TimeSpan.FromMilliseconds(200));
        var library = await ScannedAsync();
        library.List.Faults.ShouldBeEmpty();
        library.List.Applications.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_log_that_is_deleted_while_it_is_read_is_503_and_then_gone()
    {
        var library = await ScannedAsync();
        await client.DeleteObjectAsync(Bucket, "events/" + largest);
        var answer = await AnswerAsync(library);
        answer.Status.ShouldBe(503);
        Encoding.UTF8.GetString(answer.Body.Span).ShouldContain("404 NoSuchKey");
        await library.ScanAsync(CancellationToken.None);
        library.List.Entries.ShouldNotContain(entry => entry.Log == largest);
        library.List.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_failure_shows_a_key()
    {
        fault = _ => (HttpStatusCode.Forbidden, "SignatureDoesNotMatch");
        var library = await ScannedAsync();
        var said = string.Join('\n', library.List.Faults.Select(entry => entry.Fault.What));
        said.ShouldNotContain(Options.RootPassword);
        said.ShouldNotContain("Signature=", Case.Sensitive);
        library.Options.S3.ToString().ShouldNotContain(Options.RootPassword);
    }

    /// <summary>First byte of a request's range; -1 without one.</summary>
    private static long Start(string request) => request.IndexOf("bytes=", StringComparison.Ordinal) is var at and >= 0 ? long.Parse(request[(at + 6)..].Split('-')[0]) : -1;

    private (HttpStatusCode, string)? Refuse(HttpRequest request)
    {
        requests.Enqueue($"{request.Method} {request.Path}{request.QueryString} {request.Headers.Range}");
        return fault(request);
    }

    private async Task<HistoryLibrary> ScannedAsync()
    {
        var s3 = new S3Settings(front.Endpoint.ToString(), Options.Region, true, Options.RootUser, Options.RootPassword) { Patience = TimeSpan.FromSeconds(2), Retries = 0 };
        var library = new HistoryLibrary(new HistoryOptions { LogDirectories = [$"s3a://{Bucket}/events"], S3 = s3 }, TimeProvider.System);
        await library.ScanAsync(CancellationToken.None);
        return library;
    }

    private Task<RestAnswer> AnswerAsync(HistoryLibrary library)
    {
        var app = library.List.Entries.First(entry => entry.Log == largest);
        return new RestApi(library).AnswerAsync($"/api/v1/applications/{app.AppId}{(app.AttemptId is { } attempt ? "/" + attempt : "")}/jobs", "", Viewer.Nobody, CancellationToken.None);
    }
}
