using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Kube.Client;

public sealed class KubeClientTests
{
    private const string Pod = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"n"},"spec":{"unknown":[1,{"x":12345678901234567890}]}}""";
    private readonly ScriptedServer server = new();
    private readonly JumpingClock clock = new();

    private KubeClient Client(string address = "http://api") =>
        new(new HttpClient(server) { BaseAddress = new Uri(address) }, clock, NullLogger.Instance);

    [Fact]
    public async Task Unknown_fields_and_big_numbers_survive()
    {
        server.Answer(HttpStatusCode.OK, Pod).Answer(HttpStatusCode.OK, Pod);
        var pod = (await Client().FindAsync(ResourceTypes.Pods, new("n", "p")))!;
        await Client().ReplaceAsync(ResourceTypes.Pods, pod);
        server.Bodies[1].ShouldBe(Pod);
        server.Requests.ShouldBe(["GET /api/v1/namespaces/n/pods/p", "PUT /api/v1/namespaces/n/pods/p?fieldManager=firesteel application/json"]);
    }

    [Fact]
    public async Task A_server_may_live_below_a_path()
    {
        server.Answer(HttpStatusCode.OK, Pod);
        await Client("http://api/k8s/clusters/c1").FindAsync(ResourceTypes.Pods, new("n", "p"));
        server.Requests.ShouldBe(["GET /k8s/clusters/c1/api/v1/namespaces/n/pods/p"]);
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_false()
    {
        const string absent = """{"kind":"Status","status":"Failure","reason":"NotFound","message":"pods \"p\" not found","code":404}""";
        server.Answer(HttpStatusCode.NotFound, absent).Answer(HttpStatusCode.NotFound, absent);
        (await Client().FindAsync(ResourceTypes.Pods, new("n", "p"))).ShouldBeNull();
        (await Client().DeleteAsync(ResourceTypes.Pods, new("n", "p"), new(TimeSpan.FromSeconds(3), "Background", "u1"))).ShouldBeFalse();
        server.Bodies[1].ShouldBe("""{"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":3,"propagationPolicy":"Background","preconditions":{"uid":"u1"}}""");
    }

    [Fact]
    public async Task A_status_becomes_an_exception()
    {
        server.Answer(HttpStatusCode.Conflict, """{"kind":"Status","reason":"AlreadyExists","message":"pods \"p\" already exists","code":409,"details":{"name":"p"}}""");
        var refusal = await Should.ThrowAsync<KubeException>(() => Client().CreateAsync(ResourceTypes.Pods, KubeObject.Of(ResourceTypes.Pods, "n", "p")));
        (refusal.Code, refusal.Reason, refusal.Message, refusal.IsAlreadyExists, refusal.IsConflict).ShouldBe((409, "AlreadyExists", "pods \"p\" already exists", true, false));
        refusal.Details!["name"]!.GetValue<string>().ShouldBe("p");
    }

    [Fact]
    public async Task A_refusal_that_is_no_status_is_still_one_line()
    {
        server.Answer(HttpStatusCode.Forbidden, "<html>\n<body>Go away</body>\n</html>");
        var refusal = await Should.ThrowAsync<KubeException>(() => Client().FindAsync(ResourceTypes.Pods, new("n", "p")));
        refusal.Message.ShouldBe("<html> <body>Go away</body> </html> (get pods p)");
        refusal.Reason.ShouldBe("Forbidden");
    }

    [Theory, InlineData(HttpStatusCode.TooManyRequests), InlineData(HttpStatusCode.InternalServerError), InlineData(HttpStatusCode.BadGateway), InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task Reading_is_tried_again(HttpStatusCode code)
    {
        server.Answer(code, "").Answer(code, "").Fail(HttpRequestError.ResponseEnded).Answer(HttpStatusCode.OK, Pod);
        (await Client().FindAsync(ResourceTypes.Pods, new("n", "p")))!.Name.ShouldBe("p");
        clock.Pauses.Count.ShouldBe(3);
        clock.Pauses[2].ShouldBeInRange(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(800));
    }

    [Fact]
    public async Task A_server_that_stays_ill_is_given_up()
    {
        for (var i = 0; i < 5; i++)
            server.Answer(HttpStatusCode.ServiceUnavailable, "down");
        (await Should.ThrowAsync<KubeException>(() => Client().FindAsync(ResourceTypes.Pods, new("n", "p")))).Code.ShouldBe(503);
        server.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task The_servers_own_time_is_obeyed()
    {
        server.Answer(HttpStatusCode.TooManyRequests, "", response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)))
            .Answer(HttpStatusCode.Created, Pod);
        await Client().CreateAsync(ResourceTypes.Pods, KubeObject.Of(ResourceTypes.Pods, "n", "p"));
        clock.Pauses.ShouldHaveSingleItem().ShouldBeInRange(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task A_creation_that_may_have_arrived_is_not_repeated()
    {
        server.Fail(HttpRequestError.ResponseEnded);
        await Should.ThrowAsync<HttpRequestException>(() => Client().CreateAsync(ResourceTypes.Pods, KubeObject.Of(ResourceTypes.Pods, "n", "p")));
        server.Answer(HttpStatusCode.InternalServerError, "");
        await Should.ThrowAsync<KubeException>(() => Client().CreateAsync(ResourceTypes.Pods, KubeObject.Of(ResourceTypes.Pods, "n", "p")));
        server.Fail(HttpRequestError.ConnectionError).Answer(HttpStatusCode.Created, Pod);
        await Client().CreateAsync(ResourceTypes.Pods, KubeObject.Of(ResourceTypes.Pods, "n", "p"));
        server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_conflict_is_the_callers()
    {
        server.Answer(HttpStatusCode.Conflict, """{"kind":"Status","reason":"Conflict","message":"changed","code":409}""");
        (await Should.ThrowAsync<KubeException>(() => Client().ReplaceAsync(ResourceTypes.Pods, KubeObject.Of(ResourceTypes.Pods, "n", "p"), "status"))).IsConflict.ShouldBeTrue();
        server.Requests.ShouldBe(["PUT /api/v1/namespaces/n/pods/p/status?fieldManager=firesteel application/json"]);
    }

    [Theory]
    [InlineData(PatchType.Json, "?fieldManager=firesteel application/json-patch+json")]
    [InlineData(PatchType.Merge, "?fieldManager=firesteel application/merge-patch+json")]
    [InlineData(PatchType.Strategic, "?fieldManager=firesteel application/strategic-merge-patch+json")]
    [InlineData(PatchType.Apply, "?fieldManager=firesteel&force=true application/apply-patch+yaml")]
    public async Task Each_patch_has_its_media_type(PatchType type, string request)
    {
        server.Answer(HttpStatusCode.OK, Pod);
        await Client().PatchAsync(ResourceTypes.Pods, new("n", "p"), new(type, new JsonObject(), Force: true));
        server.Requests.ShouldBe(["PATCH /api/v1/namespaces/n/pods/p" + request]);
    }

    [Fact]
    public async Task Items_of_a_list_get_the_kind_that_servers_leave_out()
    {
        server.Answer(HttpStatusCode.OK, """{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"p"}}]}""");
        var list = await Client().ListAsync(ResourceTypes.Pods, "n", new("app=x,y!=z", Limit: 5));
        (list.ResourceVersion, list.Continue, list.Items[0].Json.ToJsonString()).ShouldBe(("7", null, """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"}}"""));
        server.Requests.ShouldBe(["GET /api/v1/namespaces/n/pods?labelSelector=app%3Dx%2Cy%21%3Dz&limit=5"]);
    }

    [Fact]
    public async Task Pages_are_one_list_and_a_forgotten_list_is_asked_for_anew()
    {
        const string first = """{"metadata":{"resourceVersion":"7","continue":"t1"},"items":[{"metadata":{"name":"a"}}]}""";
        server.Answer(HttpStatusCode.OK, first)
            .Answer(HttpStatusCode.OK, """{"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"b"}}]}""")
            .Answer(HttpStatusCode.OK, first)
            .Answer(HttpStatusCode.Gone, """{"kind":"Status","reason":"Expired","code":410}""")
            .Answer(HttpStatusCode.OK, """{"metadata":{"resourceVersion":"9"},"items":[{"metadata":{"name":"c"}}]}""");
        (await Client().ListAllAsync(ResourceTypes.Pods, "")).Items.Select(item => item.Name).ShouldBe(["a", "b"]);
        var again = await Client().ListAllAsync(ResourceTypes.Pods, "");
        (again.ResourceVersion, again.Items.Single().Name).ShouldBe(("9", "c"));
        server.Requests[^1].ShouldBe("GET /api/v1/pods");
    }

    [Fact]
    public async Task A_watch_yields_events_as_they_come()
    {
        const string lines = """
            {"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"1"}}}

            {"object":{"metadata":{"name":"a"}},"type":"MODIFIED"}
            {"type":"NEWS","object":{}}
            {"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"5"}}}
            {"type":"DELETED","object":{"metadata":{"name":"a"}}}
            {"type":"ADDED","object":{"metadata":{"na
            """;
        server.Stream(new DribblingStream(Encoding.UTF8.GetBytes(lines)));
        var events = new List<string>();
        await foreach (var change in Client().WatchAsync(ResourceTypes.Pods, "n", new("3", Timeout: TimeSpan.FromMinutes(5))))
            events.Add($"{change.Type} {change.Object.Name}");
        events.ShouldBe(["Added a", "Modified a", "Bookmark ", "Deleted a"]);
        server.Requests.ShouldBe(["GET /api/v1/namespaces/n/pods?watch=true&resourceVersion=3&allowWatchBookmarks=true&timeoutSeconds=300"]);
    }

    [Theory]
    [InlineData("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"too old"}}""", typeof(KubeException))]
    [InlineData("<html>", typeof(HttpRequestException))]
    [InlineData("""{"type":"ADDED"}""", typeof(HttpRequestException))]
    public async Task A_watch_that_goes_wrong_says_so(string line, Type expected)
    {
        server.Stream(new MemoryStream(Encoding.UTF8.GetBytes(line + "\n")));
        var failure = await Should.ThrowAsync<Exception>(async () => await Client().WatchAsync(ResourceTypes.Pods, "n", new("3")).GetAsyncEnumerator().MoveNextAsync());
        failure.GetType().ShouldBe(expected);
    }

    [Fact]
    public async Task A_log_is_asked_for_as_kubectl_does()
    {
        server.Stream(new MemoryStream("Pi is roughly 3.14\n"u8.ToArray()));
        await using var log = await Client().OpenLogAsync(new("n", "p"), new("driver", Follow: true, TailLines: 0, Since: TimeSpan.FromMilliseconds(1)));
        (await new StreamReader(log).ReadToEndAsync()).ShouldBe("Pi is roughly 3.14\n");
        server.Requests.ShouldBe(["GET /api/v1/namespaces/n/pods/p/log?container=driver&follow=true&tailLines=0&sinceSeconds=1"]);
    }

    /// <summary>Gives few bytes at a time, so that lines arrive in pieces.</summary>
    private sealed class DribblingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(7, buffer.Length)], cancellationToken);
    }
}
