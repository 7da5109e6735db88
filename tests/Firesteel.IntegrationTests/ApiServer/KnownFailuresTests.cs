using Firesteel.IntegrationTests.ApiServer.Replay;
using Firesteel.TestKit.Replays;
using Firesteel.TestKit.Repository;

namespace Firesteel.IntegrationTests.ApiServer;

public sealed class KnownFailuresTests
{
    private static IReadOnlyList<Recordings> Suites => [Recordings.Http, Recordings.Kubectl("1.32"), Recordings.Kubectl("1.35")];

    [Fact]
    public void Each_stands_with_a_reason() => KnownFailures.Kubernetes.WithoutReason.ShouldBeEmpty();

    [Fact]
    public void Each_is_a_recording()
    {
        if (Checkout.CasesAreOwn)
            KnownFailures.Kubernetes.Keys.Except(Recorded(Suites)).ShouldBeEmpty();
    }

    [Fact]
    public void At_least_six_in_ten_recordings_are_answered_alike()
    {
        foreach (var suite in Suites)
            KnownFailures.Kubernetes.Keys.Intersect(Recorded([suite])).Count().ShouldBeLessThanOrEqualTo(suite.All.Count * 4 / 10);
    }

    private static IEnumerable<string> Recorded(IEnumerable<Recordings> suites) => suites.SelectMany(suite => suite.All.Select(scenario => $"{suite.Suite}/{scenario.Key}"));
}
