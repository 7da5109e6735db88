using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Schedule;

/// <summary>Reads and writes ScheduledSparkApplications.</summary>
public static class ScheduleReading
{
    /// <returns>Problems of the schedule's own fields only: a template that cannot run is told of by the run that it becomes.</returns>
    public static (ScheduledSparkApplicationSpec Spec, ScheduledSparkApplicationStatus Status, ImmutableArray<Problem> Problems) Read(KubeObject item)
    {
        var problems = new List<Problem>();
        var spec = new SchemaReader(problems).Read<ScheduledSparkApplicationSpec>(item.Spec ?? [], "spec");
        var status = item.Status is { } json ? new SchemaReader([], strict: false).Read<ScheduledSparkApplicationStatus>(json, "status") : new();
        return (spec, status, [.. problems.Where(problem => problem.Severity == Severity.Error && !problem.Where.Text.StartsWith("spec.template.", StringComparison.Ordinal))]);
    }

    public static JsonObject Write(ScheduledSparkApplicationStatus status) => SchemaWriter.Write(status);
}
