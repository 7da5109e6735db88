using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Paths;

/// <summary>An event log on S3 that appears only when the application ends.</summary>
internal sealed class EventLogClose : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/event-log-close", Severity.Info, "The event log appears on S3 only when the application ends",
        "S3A uploads a file when it is closed. With a single event log nothing is there while the application runs, and nothing stays when the driver is killed. A rolling log closes a file every spark.eventLog.rolling.maxFileSize (128m, at least 10m), so the history server sees it grow. Spark 4 rolls by default.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Find("spark.eventLog.enabled") is not { IsTrue: true } || configuration.Find("spark.eventLog.dir") is not { } directory || !directory.Value.StartsWith("s3a://", StringComparison.Ordinal) || configuration.Release is not { } release)
            yield break;
        var rolling = configuration.Find("spark.eventLog.rolling.enabled");
        if (rolling is null ? !release.SdkV2 : !rolling.IsTrue)
            yield return Info.At(rolling?.Where ?? directory.Where, "the event log is one file, which S3 shows only after the application has ended", "set spark.eventLog.rolling.enabled=true", configuration.Set(("spark.eventLog.rolling.enabled", "true")));
    }
}
