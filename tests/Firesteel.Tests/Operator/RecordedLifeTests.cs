using System.Text.Json.Nodes;
using Firesteel.TestKit.Repository;
using Xunit.Abstractions;

namespace Firesteel.Tests.Operator;

/// <summary>Every recorded life of a SparkApplication under kubeflow's operator: its states with their attempts, and its events with their types.</summary>
public sealed class RecordedLifeTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases => [.. Scenarios()];

    [Theory, MemberData(nameof(Cases))]
    public async Task An_application_lives_as_under_kubeflow(string scenario)
    {
        var difference = await DifferenceAsync(scenario);
        if (KnownLives.ReasonOf(scenario) is { } reason)
            difference.ShouldNotBeNull($"{scenario} is the same now; take it out of known-lives.txt ({reason})");
        else
            difference.ShouldBeNull(scenario);
    }

    [Fact]
    public async Task Most_lives_are_the_same()
    {
        var same = 0;
        foreach (var scenario in Scenarios())
            same += await DifferenceAsync(scenario) is null ? 1 : 0;
        output.WriteLine($"{same} of {Scenarios().Length} lives");
        (same / (double)Scenarios().Length).ShouldBeGreaterThan(0.8);
    }

    private static string[] Scenarios() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Cases, "kubeflow"), "status-sequence.json", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("\"sparkapplications/", StringComparison.Ordinal) && !File.ReadAllText(path).Contains("\"scheduledsparkapplications/", StringComparison.Ordinal))
            // Tables of what is refused are no lives.
            .Select(path => Path.GetFileName(Path.GetDirectoryName(path)!)).Where(name => !name.StartsWith("admission-", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    private static async Task<string?> DifferenceAsync(string scenario)
    {
        using var ours = await RecordedLife.PlayAsync(scenario);
        var (states, reasons, gone) = Recorded(scenario);
        if (!states.SequenceEqual(ours.States))
            return $"states: kubeflow {string.Join(", ", states)}\n  we {string.Join(", ", ours.States)}";
        if (gone != ours.IsGone)
            return gone ? "kubeflow deletes it at the end" : "we delete it at the end";
        string[] missing = [.. reasons.Except(ours.Reasons)];
        return missing.Length == 0 ? null : $"events that we do not tell: {string.Join(", ", missing)}; ours {string.Join(", ", ours.Reasons)}";
    }

    private static (List<string> States, string[] Reasons, bool Gone) Recorded(string scenario)
    {
        var directory = Path.Combine(Checkout.Cases, "kubeflow", scenario);
        var states = new List<string>();
        var gone = false;
        foreach (var entry in ((JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "status-sequence.json")))!).OfType<JsonObject>())
        {
            gone |= entry["deleted"] is not null && ((string)entry["object"]!).StartsWith("sparkapplications/", StringComparison.Ordinal);
            if ((string?)entry["by"] == "operator" && entry["refused"] is null && RecordedLife.StateOf(entry) is { } state)
                RecordedLife.Describe(states, state, (int?)entry["status"]!["executionAttempts"], (int?)entry["status"]!["submissionAttempts"]);
        }

        var events = File.Exists(Path.Combine(directory, "events.json")) ? (JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "events.json")))! : [];
        return (states, [.. events.Select(item => RecordedLife.Told((string?)item!["type"] == "Warning", (string)item["reason"]!)).Distinct()], gone);
    }
}
