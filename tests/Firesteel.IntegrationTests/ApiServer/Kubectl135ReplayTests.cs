using Firesteel.IntegrationTests.ApiServer.Replay;

namespace Firesteel.IntegrationTests.ApiServer;

/// <summary>What the real kubectl 1.35 prints against a real API server (1.34), it prints against this one.</summary>
[TestCaseOrderer(RecordedOrder.TypeName, RecordedOrder.AssemblyName)]
public sealed class Kubectl135ReplayTests(Kubectl135ReplayTests.Started started) : IClassFixture<Kubectl135ReplayTests.Started>
{
    private const string Version = "1.35";

    public static TheoryData<string?> Scenarios => KubectlReplay.Keys(Version);

    [Theory, MemberData(nameof(Scenarios))]
    public Task Prints_as_recorded(string? key) => started.CheckAsync(key);

    public sealed class Started(Xunit.Abstractions.IMessageSink messages) : KubectlReplay(Version, messages);
}
