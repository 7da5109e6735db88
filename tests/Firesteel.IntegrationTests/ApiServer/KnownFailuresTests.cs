using Firesteel.IntegrationTests.ApiServer.Replay;

namespace Firesteel.IntegrationTests.ApiServer;

public sealed class KnownFailuresTests
{
    [Fact]
    public void Each_stands_with_a_reason() => KnownFailures.WithoutReason.ShouldBeEmpty();

    [Fact]
    public void At_least_six_in_ten_recordings_are_answered_alike()
    {
        var known = KnownFailures.Names.ToList();
        known.Count(name => name.StartsWith("http/", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(HttpScenario.All.Count * 4 / 10);
        foreach (var version in (string[])["1.32", "1.35"])
            known.Count(name => name.StartsWith($"kubectl-{version}/", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(KubectlScenario.Of(version).Count * 4 / 10);
    }
}
