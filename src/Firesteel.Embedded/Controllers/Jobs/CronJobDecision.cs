using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Workloads;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Cron;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Jobs;

/// <summary>What a CronJob does next. Pure.</summary>
/// <param name="Create">The job that is due; its name says when, so that it is never made twice.</param>
/// <param name="Delete">Jobs that have to make way, and finished ones above the limits.</param>
/// <param name="Event">What there is to tell; null for nothing.</param>
/// <param name="WakeAt">When to look again even if nothing happens.</param>
internal sealed record CronJobDecision(JsonObject Status, KubeObject? Create, ImmutableArray<KubeObject> Delete, (bool IsWarning, string Reason, string Message)? Event, DateTimeOffset? WakeAt)
{
    /// <summary>So many missed times are looked at; more are a schedule that was off for long.</summary>
    private const int MostMissed = 100;

    public static CronJobDecision Decide(KubeObject cron, IReadOnlyCollection<KubeObject> jobs, DateTimeOffset now)
    {
        var active = jobs.Where(job => EndOf(job) is null && !job.IsBeingDeleted).OrderBy(job => job.Name, StringComparer.Ordinal).ToList();
        var succeeded = jobs.Where(job => EndOf(job)?.Text("type") == "Complete").ToList();
        var status = new JsonObject
        {
            ["active"] = active.Count == 0 ? null : active.Select(Reference).ToJsonArray(),
            ["lastScheduleTime"] = cron.Status.Text("lastScheduleTime"),
            ["lastSuccessfulTime"] = succeeded.Select(job => job.Status.Time("completionTime")).Append(cron.Status.Time("lastSuccessfulTime")).Max()?.ToRfc3339(),
        };
        ImmutableArray<KubeObject> surplus =
        [
            .. Surplus(succeeded, cron.Spec.Whole("successfulJobsHistoryLimit") ?? 3),
            .. Surplus(jobs.Where(job => EndOf(job)?.Text("type") == "Failed"), cron.Spec.Whole("failedJobsHistoryLimit") ?? 1),
        ];
        if (cron.Spec.Flag("suspend"))
            return new(status, null, surplus, null, null);
        CronSchedule schedule;
        try
        {
            schedule = CronSchedule.Parse(cron.Spec.Text("schedule") ?? "", cron.Spec.Text("timeZone"));
        }
        catch (FormatException wrong)
        {
            return new(status, null, surplus, (true, "UnparseableSchedule", $"unparseable schedule: {wrong.Message}"), null);
        }

        var next = schedule.Next(now);
        if (Due(cron, schedule, now) is not { } due)
            return new(status, null, surplus, null, next);
        if (active.Count > 0 && cron.Spec.Text("concurrencyPolicy") == "Forbid")
            return new(status, null, surplus, (false, "JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid"), next);
        status["lastScheduleTime"] = due.ToRfc3339();
        var replaced = cron.Spec.Text("concurrencyPolicy") == "Replace" ? active : [];
        return new(status, JobFor(cron, due), [.. surplus, .. replaced], null, next);
    }

    /// <summary>The latest time that was missed; null when none was, or none that may still be made up for.</summary>
    private static DateTimeOffset? Due(KubeObject cron, CronSchedule schedule, DateTimeOffset now)
    {
        var since = cron.Status.Time("lastScheduleTime") ?? cron.Metadata.Time("creationTimestamp") ?? now;
        if (cron.Spec.Whole("startingDeadlineSeconds") is { } seconds && now.AddSeconds(-seconds) is var earliest && earliest > since)
            since = earliest;
        DateTimeOffset? due = null;
        for (var looked = 0; schedule.Next(since) is { } at && at <= now; looked++)
        {
            due = at;
            // After a long pause the last minutes are enough.
            since = looked == MostMissed && now.AddHours(-1) > at ? now.AddHours(-1) : at;
        }

        return due;
    }

    private static KubeObject JobFor(KubeObject cron, DateTimeOffset due)
    {
        var job = KubeObject.Of(ResourceTypes.Jobs, cron.Namespace, $"{cron.Name}-{due.ToUnixTimeSeconds() / 60}");
        var template = cron.Spec.Object("jobTemplate");
        if (template.Object("metadata").Object("labels") is { } labels)
            job.Metadata!["labels"] = labels.DeepClone();
        var annotations = template.Object("metadata").Object("annotations")?.DeepClone() as JsonObject ?? [];
        annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"] = due.ToRfc3339();
        job.Metadata!["annotations"] = annotations;
        job.Metadata["ownerReferences"] = new JsonArray(cron.ToOwnerReference());
        job.Json["spec"] = template?["spec"]?.DeepClone();
        return job;
    }

    private static IEnumerable<KubeObject> Surplus(IEnumerable<KubeObject> finished, long limit) => finished.Where(job => !job.IsBeingDeleted)
        .OrderByDescending(job => job.Status.Time("startTime")).ThenByDescending(job => job.Name, StringComparer.Ordinal).Skip((int)Math.Min(int.MaxValue, limit));

    private static JsonObject? EndOf(KubeObject job) =>
        job.Status.Items("conditions").FirstOrDefault(condition => condition.Text("type") is "Complete" or "Failed" && condition.Text("status") == "True");

    private static JsonNode Reference(KubeObject job) => new JsonObject
    {
        ["apiVersion"] = ResourceTypes.Jobs.ApiVersion,
        ["kind"] = ResourceTypes.Jobs.Kind,
        ["name"] = job.Name,
        ["namespace"] = job.Namespace,
        ["resourceVersion"] = job.ResourceVersion,
        ["uid"] = job.Uid,
    };
}
