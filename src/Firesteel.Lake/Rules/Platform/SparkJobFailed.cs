using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Platform;

/// <summary>The proving job did not do what it was to do.</summary>
internal sealed class SparkJobFailed : IProbeRule
{
    public RuleInfo Info { get; } = new("lake/spark-job-failed", Severity.Error, "The Spark job of the check did not get through",
        "The probes ask the store directly; the job asks through Spark and S3A with the properties of the lake. When the probes are fine and the job is not, its log tells which setting or jar is wrong.");

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.SparkJob, Ok: false })
            yield return Info.At(Location.Field(probe.Subject), $"the Spark job did not {probe.Fact("action")}", "see what is said of its log; firesteel lake check --verbose shows all of it");
    }
}
