using System.Globalization;
using Firesteel.TestKit.Spark;
using Firesteel.TestKit.Submissions;
using Xunit.Abstractions;

namespace Firesteel.IntegrationTests.Spark;

/// <summary>
/// Configurations that nobody wrote down: drawn, given to the real spark-submit and to ours, compared.
/// <c>FIRESTEEL_FRESH_SUBMISSIONS=FROM-TO</c> draws others than the usual few, <c>FIRESTEEL_RECORDINGS=DIR</c> keeps what Spark did
/// (to be replayed with <c>FIRESTEEL_CASES=DIR</c>).
/// </summary>
public sealed class FreshSubmissionTests(ITestOutputHelper output)
{
    [Theory, InlineData("3.5.7"), InlineData("4.1.0")]
    public async Task Ours_sends_what_sparks_own_client_sends(string version)
    {
        var recorder = new SubmissionRecorder(version, await SparkDistribution.HomeAsync(version));
        var differences = new List<string>();
        foreach (var seed in Seeds())
        {
            try
            {
                var recorded = await recorder.RecordAsync(SubmissionDraws.Draw(seed));
                Keep(recorded);
                if (await SubmissionDifference.FindAsync(recorded) is { } difference)
                    differences.Add($"{recorded.Name}: {difference}");
            }
            catch (Exception broken) when (broken is TimeoutException or ArgumentException or InvalidOperationException or NullReferenceException)
            {
                differences.Add($"{version}/fresh-{seed}: {broken.GetType().Name}: {broken.Message}");
            }
        }

        foreach (var difference in differences)
            output.WriteLine(difference);
        differences.ShouldBeEmpty();
    }

    private static IEnumerable<int> Seeds()
    {
        var range = (Environment.GetEnvironmentVariable("FIRESTEEL_FRESH_SUBMISSIONS") ?? "1-3").Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(range[0], range[1] - range[0] + 1);
    }

    private static void Keep(RecordedSubmission recorded)
    {
        if (Environment.GetEnvironmentVariable("FIRESTEEL_RECORDINGS") is not { Length: > 0 } directory)
            return;
        var path = Path.Combine(directory, "spark-submit", recorded.Name + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, recorded.Json.ToJsonString(new() { WriteIndented = true }));
    }
}
