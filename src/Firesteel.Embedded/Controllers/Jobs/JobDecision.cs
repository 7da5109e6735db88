using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Workloads;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Jobs;

/// <summary>What a job does next. Pure.</summary>
/// <param name="Create">Pods to make.</param>
/// <param name="Delete">Pods to delete.</param>
/// <param name="WakeAt">When to look again even if nothing happens.</param>
internal sealed record JobDecision(JsonObject Status, int Create, ImmutableArray<KubeObject> Delete, (string Type, string Reason, string Message)? Finished, DateTimeOffset? WakeAt)
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(10);

    public static JobDecision Decide(KubeObject job, IReadOnlyCollection<KubeObject> pods, DateTimeOffset now)
    {
        var active = pods.Where(TemplatePod.IsActive).ToList();
        var succeeded = pods.Count(pod => pod.Status.Text("phase") == "Succeeded");
        var failures = pods.Where(pod => pod.Status.Text("phase") == "Failed").ToList();
        var restarts = active.Sum(pod => pod.Status.Items("containerStatuses").Sum(container => container.Whole("restartCount") ?? 0));
        var started = job.Status.Time("startTime") ?? now;
        var suspended = job.Spec.Flag("suspend");
        var completions = job.Spec.Whole("completions");
        var parallelism = job.Spec.Whole("parallelism") ?? 1;
        var finished = Verdict(job, active.Count, succeeded, failures.Count + restarts, started, now);

        var status = new JsonObject
        {
            ["active"] = finished is null && !suspended && active.Count > 0 ? active.Count : null,
            ["succeeded"] = succeeded > 0 ? succeeded : null,
            ["failed"] = failures.Count > 0 ? failures.Count : null,
            ["ready"] = active.Count(TemplatePod.IsReady),
        };
        if (!suspended)
            status["startTime"] = started.ToRfc3339();
        if (finished is { } end)
        {
            status["conditions"] = StatusWriter.With(job.Status, now, end.Type, "True", end.Reason, end.Message, updated: false);
            if (end.Type == "Complete")
                status["completionTime"] = now.ToRfc3339();
            return new(status, 0, [.. active], end, null);
        }

        if (suspended)
            return new(status, 0, [.. active], null, null);
        var wanted = (int)(completions is { } all ? Math.Min(parallelism, all - succeeded) : succeeded > 0 ? active.Count : parallelism);
        DateTimeOffset? wakeAt = job.Spec.Whole("activeDeadlineSeconds") is { } seconds ? started.AddSeconds(seconds) : null;
        if (wanted > active.Count && BackoffEnd(failures) is { } later && later > now)
            return new(status, 0, [], null, wakeAt < later ? wakeAt : later);
        return new(status, Math.Max(0, wanted - active.Count), [.. TemplatePod.LeastWantedFirst(active).Take(Math.Max(0, active.Count - wanted))], null, wakeAt);
    }

    private static (string Type, string Reason, string Message)? Verdict(KubeObject job, int active, int succeeded, long failures, DateTimeOffset started, DateTimeOffset now)
    {
        if (failures > (job.Spec.Whole("backoffLimit") ?? 6))
            return ("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        if (job.Spec.Whole("activeDeadlineSeconds") is { } seconds && now >= started.AddSeconds(seconds))
            return ("Failed", "DeadlineExceeded", "Job was active longer than specified deadline");
        var complete = job.Spec.Whole("completions") is { } wanted ? succeeded >= wanted : succeeded > 0 && active == 0;
        return complete ? ("Complete", "CompletionsReached", "Reached expected number of succeeded pods") : null;
    }

    /// <summary>Each failure doubles the pause before the next pod.</summary>
    private static DateTimeOffset? BackoffEnd(List<KubeObject> failures)
    {
        if (failures.Count == 0)
            return null;
        var last = failures.SelectMany(pod => pod.Status.Items("containerStatuses")).Select(container => container.Object("state").Object("terminated").Time("finishedAt")).Max();
        return last + FirstBackoff * Math.Pow(2, Math.Min(failures.Count - 1, 5));
    }
}
