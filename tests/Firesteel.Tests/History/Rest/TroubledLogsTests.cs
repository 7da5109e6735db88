namespace Firesteel.Tests.History.Rest;

/// <summary>
/// What the real servers made of logs that lack lines, are cut, or whose executors share blocks: when Spark writes what it counts into its store shows in
/// all of them, and in no log that came through whole.
/// </summary>
public sealed class TroubledLogsTests
{
    [Theory, InlineData("3.5.7"), InlineData("4.1.0")]
    public async Task Answers_as_the_real_server_did(string version)
    {
        using var logs = CaseFolder.Recorded();
        await RecordedAnswers.ShouldBeOursAsync(logs.Path, Path.Combine(CaseFolder.RecordedRoot, "goldens", version), version, []);
    }
}
