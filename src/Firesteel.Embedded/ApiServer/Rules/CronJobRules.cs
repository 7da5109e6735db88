using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules.Pods;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Kube.Cron;

namespace Firesteel.Embedded.ApiServer.Rules;

internal sealed class CronJobRules : IKindRules
{
    /// <summary>A job's name has eleven characters more, and a pod's is a label.</summary>
    private const int LongestName = 52;

    public (string Group, string Plural) Resource => ("batch", "cronjobs");

    public void Default(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        PodDefaults.Default(spec, "concurrencyPolicy", "Allow");
        PodDefaults.Default(spec, "suspend", false);
        PodDefaults.Default(spec, "successfulJobsHistoryLimit", 3);
        PodDefaults.Default(spec, "failedJobsHistoryLimit", 1);
        if (spec["jobTemplate"]?["spec"]?["template"]?["spec"] is JsonObject pod)
            PodDefaults.Apply(pod);
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        var spec = item["spec"] as JsonObject ?? [];
        var checks = new FieldChecks();
        if (old is null && item.Metadata().Text("name") is { Length: > LongestName } name)
            checks.Add(Cause.Invalid("metadata.name", name, $"must be no more than {LongestName} characters"));
        Schedule(spec, checks);
        foreach (var count in (ReadOnlySpan<string>)["startingDeadlineSeconds", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"])
            checks.NotNegative(spec, count, "spec");
        checks.OneOf(spec, "concurrencyPolicy", "spec", "Allow", "Forbid", "Replace");
        return [.. checks.Causes, .. JobRules.CheckSpec(spec["jobTemplate"]?["spec"] as JsonObject ?? [], "spec.jobTemplate.spec")];
    }

    private static void Schedule(JsonObject spec, FieldChecks checks)
    {
        var (schedule, zone) = (spec.Text("schedule"), spec.Text("timeZone"));
        if (schedule.Length == 0)
        {
            checks.Add(Cause.Required("spec.schedule"));
            return;
        }

        if (schedule.Contains("TZ", StringComparison.Ordinal))
        {
            checks.Add(Cause.Invalid("spec.schedule", schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"));
            return;
        }

        try
        {
            CronSchedule.Parse(schedule);
        }
        catch (FormatException wrong)
        {
            checks.Add(Cause.Invalid("spec.schedule", schedule, wrong.Message));
        }

        if (spec["timeZone"] is not null && (zone.Length == 0 || zone == "Local" || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
            checks.Add(Cause.Invalid("spec.timeZone", zone, $"unknown time zone {zone}"));
    }
}
