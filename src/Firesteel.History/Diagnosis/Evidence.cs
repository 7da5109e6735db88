using System.Collections.Immutable;
using System.Globalization;
using Firesteel.History.Replay.Handlers.Sql;
using Firesteel.History.Store;
using Firesteel.Kube.Problems;

namespace Firesteel.History.Diagnosis;

/// <summary>How rules put numbers and places into words.</summary>
internal static class Evidence
{
    public static string Size(long bytes) => MetricText.Size(bytes);

    public static string Time(long milliseconds) => MetricText.Duration(milliseconds);

    public static string Share(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    public static Location Stage(StageRecord stage) => new($"stage {stage.StageId}.{stage.Attempt} ({stage.Name})");

    public static string Link(StageRecord stage) => $"stages/{stage.StageId}/{stage.Attempt}";

    public static ImmutableSortedDictionary<string, string> Of(params ReadOnlySpan<(string Name, string Value)> numbers)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in numbers)
            result[name] = value;
        return result.ToImmutable();
    }
}
