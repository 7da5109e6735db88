using Firesteel.TestKit.Airflow;
using Firesteel.TestKit.Replays;
using Firesteel.TestKit.Repository;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Firesteel.IntegrationTests.Airflow;

/// <summary>Recordings of real Airflow tasks, held again with our API server and our operator.</summary>
public sealed class AirflowReplayTests(AirflowReplayTests.Counted counted) : IClassFixture<AirflowReplayTests.Counted>
{
    private const string Suite = "airflow";

    /// <summary>A theory without data fails, so a directory without recordings gives one null.</summary>
    public static TheoryData<string?> Tasks => RecordedTasks.Names.Count == 0 ? new((string?)null) : new(RecordedTasks.Names.Select(name => (string?)name));

    [Theory, MemberData(nameof(Tasks))]
    public async Task Airflow_is_served(string? name)
    {
        if (name is not null)
            KnownFailures.Airflow.Check(counted.Tally, name, await AirflowReplay.RunAsync(RecordedTasks.Read(name)));
    }

    [Fact]
    public void Each_known_failure_stands_with_a_reason() => KnownFailures.Airflow.WithoutReason.ShouldBeEmpty();

    [Fact]
    public void Each_known_failure_is_a_recording()
    {
        if (Checkout.CasesAreOwn)
            KnownFailures.Airflow.Keys.Except(RecordedTasks.Names.Select(name => $"{Suite}/{name}")).ShouldBeEmpty();
    }

    public sealed class Counted(IMessageSink messages) : IDisposable
    {
        internal Tally Tally { get; } = new(Suite, RecordedTasks.Names.Count);

        public void Dispose() => messages.OnMessage(new DiagnosticMessage(Tally.ToString()));
    }
}
