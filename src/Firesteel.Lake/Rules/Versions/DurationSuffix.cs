using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Versions;

/// <summary>A duration with a unit for a Hadoop that wants a plain number.</summary>
internal sealed partial class DurationSuffix : IConfigurationRule
{
    private static readonly string[] Options =
    [
        "connection.timeout", "connection.establish.timeout", "connection.request.timeout", "threads.keepalivetime", "multipart.purge.age", "connection.ttl",
    ];

    public RuleInfo Info { get; } = new("lake/duration-suffix", Severity.Error, "A duration with a unit, which Hadoop 3.3 does not read",
        "Hadoop 3.3 reads these options as plain numbers (milliseconds, or seconds for keep-alive and age) and fails with NumberFormatException: For input string: \"30s\". Units are understood since 3.4.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Release is not { SdkV2: false })
            yield break;
        foreach (var property in Options.SelectMany(configuration.S3A))
        {
            if (Duration().Match(property.Value.Trim()) is not { Success: true } match)
                continue;
            var seconds = long.Parse(match.Groups["number"].Value) * match.Groups["unit"].Value switch { "ms" => 0, "m" => 60, "h" => 3600, "d" => 86400, _ => 1 };
            var plain = property.Name.EndsWith("keepalivetime", StringComparison.Ordinal) || property.Name.EndsWith(".age", StringComparison.Ordinal) ? $"{seconds}"
                : match.Groups["unit"].Value == "ms" ? match.Groups["number"].Value : $"{seconds * 1000}";
            yield return Info.At(property.Where, $"{property.Name} is {property.Value}, which Hadoop {configuration.Release.HadoopAws} cannot read", $"write {plain}", configuration.Set((property.Name, plain)));
        }
    }

    [GeneratedRegex(@"^(?<number>\d{1,9})(?<unit>ms|s|m|h|d)$")]
    private static partial Regex Duration();
}
