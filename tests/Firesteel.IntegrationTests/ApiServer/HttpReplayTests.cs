using Firesteel.IntegrationTests.ApiServer.Replay;
using Firesteel.TestKit.Replays;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Firesteel.IntegrationTests.ApiServer;

/// <summary>Conversations with a real API server (1.34), held again with this one.</summary>
[TestCaseOrderer(RecordedOrder.TypeName, RecordedOrder.AssemblyName)]
public sealed class HttpReplayTests(HttpReplayTests.Started started) : IClassFixture<HttpReplayTests.Started>
{
    public static TheoryData<string?> Scenarios => Recordings.Http.Keys;

    [Theory, MemberData(nameof(Scenarios))]
    public async Task Answers_as_recorded(string? key)
    {
        if (key is null)
            return;
        var scenario = Recordings.Http.Find(key);
        // A store that forgets would do so under the scenarios beside it.
        await using var own = scenario.Steps.Any(step => step["admin"] is not null) ? await ReplayServer.StartAsync(Recordings.Http.Fixtures, NullLoggerFactory.Instance) : null;
        var server = own ?? started.Server;
        await using var conversation = new Conversation(server.Server, server.Client);
        KnownFailures.Kubernetes.Check(started.Tally, key, await conversation.RunAsync(scenario));
    }

    public sealed class Started(IMessageSink messages) : IAsyncLifetime
    {
        internal ReplayServer Server { get; private set; } = null!;

        internal Tally Tally { get; } = new(Recordings.Http.Suite, Recordings.Http.All.Count);

        public async Task InitializeAsync() => Server = await ReplayServer.StartAsync(Recordings.Http.Fixtures, NullLoggerFactory.Instance);

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            messages.OnMessage(new DiagnosticMessage(Tally.ToString()));
        }
    }
}
