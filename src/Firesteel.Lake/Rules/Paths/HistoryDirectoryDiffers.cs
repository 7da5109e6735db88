using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Paths;

/// <summary>Jobs write one directory, the history server reads another.</summary>
internal sealed class HistoryDirectoryDiffers : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/history-directory", Severity.Warning, "Event logs are written to one directory and read from another",
        "The history server shows what lies in spark.history.fs.logDirectory; jobs write to spark.eventLog.dir.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Find("spark.eventLog.dir") is { } written && configuration.Find("spark.history.fs.logDirectory") is { } read && written.Value.TrimEnd('/') != read.Value.TrimEnd('/'))
            yield return Info.At(read.Where, $"{read.Name} is {read.Value}, but logs are written to {written.Value}", $"set both to {written.Value}", configuration.Set((read.Name, written.Value)));
    }
}
