using Firesteel.IntegrationTests.ApiServer.Replay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.IntegrationTests.ApiServer;

/// <summary>Conversations with a real API server (1.34), held again with this one.</summary>
public sealed class HttpReplayTests : IClassFixture<HttpReplayTests.Started>
{
    private readonly Started _started;

    public HttpReplayTests(Started started) => _started = started;

    public static TheoryData<string> Scenarios => new(HttpScenario.All.Select(scenario => scenario.Name));

    [Theory, MemberData(nameof(Scenarios))]
    public async Task Answers_as_recorded(string name)
    {
        var scenario = HttpScenario.All.First(scenario => scenario.Name == name);
        // A store that forgets would do so under the scenarios beside it.
        await using var own = scenario.Steps.Any(step => step["admin"] is not null) ? await ReplayServer.StartAsync(HttpScenario.Fixtures, NullLoggerFactory.Instance) : null;
        var server = own ?? _started.Server;
        await using var conversation = new Conversation(server.Server, server.Client);
        KnownFailures.Check($"http/{name}", await conversation.RunAsync(scenario));
    }

    public sealed class Started : IAsyncLifetime
    {
        internal ReplayServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await ReplayServer.StartAsync(HttpScenario.Fixtures, NullLoggerFactory.Instance);

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
