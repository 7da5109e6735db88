using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Schedule;

/// <summary>A ScheduledSparkApplication as one snapshot.</summary>
/// <param name="Problems">Of the schedule itself; those of its template show in each run.</param>
/// <param name="Runs">The applications that it started and that are still there.</param>
public sealed record ObservedSchedule(
    KubeObject Object, ScheduledSparkApplicationSpec Spec, ScheduledSparkApplicationStatus Status, ImmutableArray<Problem> Problems,
    ImmutableArray<KubeObject> Runs, DateTimeOffset Now, RunNamePrecision Precision = RunNamePrecision.Nanos)
{
    public static ObservedSchedule Of(KubeObject item, ImmutableArray<KubeObject> runs, DateTimeOffset now, RunNamePrecision precision = RunNamePrecision.Nanos)
    {
        var (spec, status, problems) = ScheduleReading.Read(item);
        return new(item, spec, status, problems, runs, now, precision);
    }
}
