using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.ApiServer;

/// <summary>Odd paths and methods below what is built in, in the words of the published API server (compared with version 1.34).</summary>
public sealed class RouteTests(RouteTests.Started started) : IClassFixture<RouteTests.Started>
{
    private const string Definitions = "apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string NoMethod = "the server does not allow this method on the requested resource";
    private const string NoResource = "the server could not find the requested resource";

    [Theory]
    [InlineData("POST", Definitions + "/a", 405, NoMethod)]
    [InlineData("PUT", Definitions, 405, NoMethod)]
    [InlineData("OPTIONS", Definitions + "/a", 405, NoMethod)]
    [InlineData("DELETE", Definitions + "/a/status", 405, NoMethod)]
    [InlineData("PUT", "apis/apiextensions.k8s.io/v1/watch/customresourcedefinitions/a", 405, NoMethod)]
    [InlineData("POST", "apis/apiextensions.k8s.io/v1", 405, NoMethod)]
    [InlineData("POST", "version", 405, NoMethod)]
    [InlineData("GET", "apis/apiextensions.k8s.io/v1/nosuch", 404, NoResource)]
    [InlineData("GET", Definitions + "/a/nosuch", 404, NoResource)]
    [InlineData("GET", "api/v1/nosuch", 404, NoResource)]
    [InlineData("PATCH", Definitions + "/a", 415, "415: Unsupported Media Type")]
    public async Task Are_refused_by_the_router(string method, string path, int code, string message)
    {
        using var answer = await started.Client.SendAsync(new(new HttpMethod(method), path) { Content = method is "POST" or "PUT" or "PATCH" ? new StringContent("{}") : null });
        ((int)answer.StatusCode).ShouldBe(code);
        var status = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        ((string?)status["message"]).ShouldBe(message);
        status["details"]!.ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task A_group_that_is_not_there_has_a_page_that_is_not_there()
    {
        using var answer = await started.Client.GetAsync("apis/nosuch.example.com/v1/things");
        ((int)answer.StatusCode).ShouldBe(404);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("404 page not found\n");
    }

    public sealed class Started : IAsyncLifetime
    {
        private EmbeddedApiServer _server = null!;

        internal HttpClient Client { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _server = await EmbeddedApiServer.StartAsync(new ApiServerOptions(Tls: false), null, NullLoggerFactory.Instance, TimeProvider.System);
            Client = _server.CreateAdminClient();
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await _server.DisposeAsync();
        }
    }
}
