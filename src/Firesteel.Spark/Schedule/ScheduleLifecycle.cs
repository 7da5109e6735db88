using System.Collections.Immutable;
using Firesteel.Kube.Cron;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Lifecycle;
using Firesteel.Spark.Lifecycle.Changes;

namespace Firesteel.Spark.Schedule;

/// <summary>
/// Decides when a schedule starts a run and which old ones go. Pure. Of the runs that were due while nobody looked, one is started; an edited schedule
/// counts from the edit; under Forbid and Replace no run starts before everything of the last one is gone.
/// </summary>
public static class ScheduleLifecycle
{
    private const string Scheduled = "Scheduled";

    /// <summary>Even when no event comes.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    public static ScheduleDecision Decide(ObservedSchedule seen)
    {
        if (seen.Object.IsBeingDeleted)
            return new(seen.Status, [], [], null); // owner references do the cleaning
        if (!TryRead(seen, out var schedule, out var wrong))
            return Invalid(seen, wrong);
        var status = ScheduleHistory.Remember(seen) with { ScheduleState = Scheduled, Reason = null, ObservedGeneration = seen.Object.Generation };
        // Started and not written down: this comes before all else, for a run that went unremembered would come twice.
        if (status.NextRun is { } begun && Name(seen, schedule, begun) is var name && seen.Runs.Any(run => run.Name == name))
            return Started(seen, status, schedule, begun, name);
        if (seen.Spec.Suspend == true)
            return new(status with { ScheduleState = status.NextRun is null ? null : Scheduled }, [], [], null);

        var text = Text(seen.Spec);
        var isEdited = status.ObservedSchedule is { } known && known != text;
        status = status with { ObservedSchedule = text };
        if (status.NextRun is { } due && !isEdited)
            return seen.Now < due ? new(status, [], [], due) : Due(seen, status, schedule, due);
        return schedule.Next(seen.Now) is { } first
            ? new(status with { NextRun = first }, [], [], first)
            : Invalid(seen, $"the schedule {seen.Spec.Schedule} is never due");
    }

    /// <summary>What becomes of a schedule whose run the API would not take: it says so and tries again.</summary>
    /// <param name="why">One line, as the API said it.</param>
    public static ScheduleDecision RunRefused(ObservedSchedule seen, string why)
    {
        var reason = $"the API refused: {why}";
        ApplicationEvent[] events = seen.Status.Reason == reason ? [] : [new(true, "SparkApplicationRunRefused", reason)];
        return new(seen.Status with { Reason = reason }, [], [.. events], seen.Now + LookAgain);
    }

    private static ScheduleDecision Due(ObservedSchedule seen, ScheduledSparkApplicationStatus status, CronSchedule schedule, DateTimeOffset due)
    {
        KubeObject[] unfinished = [.. seen.Runs.Where(run => !ScheduledRun.IsOver(run))];
        if (unfinished.Length > 0 && seen.Spec.ConcurrencyPolicy == ConcurrencyPolicy.Forbid)
        {
            var next = schedule.Next(seen.Now);
            return new(status with { NextRun = next }, [], [new(false, "SparkApplicationRunSkipped", $"{unfinished[0].Name} is not over: no run at {due:u}")], next);
        }

        if (unfinished.Length > 0 && seen.Spec.ConcurrencyPolicy == ConcurrencyPolicy.Replace)
            return Replace(seen, status, unfinished);
        var name = Name(seen, schedule, due);
        // Old runs go when there is a new one: with a limit of none the last one can still be read until then. (Not sooner: one that is not yet written
        // down as started would be started again.)
        return Started(seen, status, schedule, due, name) with { Changes = [new CreateObject(ResourceTypes.SparkApplications, ScheduledRun.Application(seen.Object, name)), .. ScheduleHistory.Prune(seen)] };
    }

    private static ScheduleDecision Started(ObservedSchedule seen, ScheduledSparkApplicationStatus status, CronSchedule schedule, DateTimeOffset due, string name)
    {
        var next = schedule.Next(seen.Now);
        return new(
            status with { LastRun = DateTimeOffset.FromUnixTimeSeconds(seen.Now.ToUnixTimeSeconds()), LastRunName = name, NextRun = next },
            [], [new(false, "SparkApplicationScheduled", $"started {name}, the run that was due at {due:u}")], next);
    }

    private static ScheduleDecision Replace(ObservedSchedule seen, ScheduledSparkApplicationStatus status, KubeObject[] unfinished)
    {
        KubeObject[] living = [.. unfinished.Where(run => !run.IsBeingDeleted)];
        return new(
            status with { Reason = $"the next run starts when {string.Join(", ", unfinished.Select(run => run.Name))} is gone" },
            [.. living.Select(Change (run) => new DeleteObject(ResourceTypes.SparkApplications, run.Key, run.Uid, DependantsFirst: true))],
            [.. living.Select(run => new ApplicationEvent(false, "SparkApplicationReplaced", $"{run.Name} is deleted, the next run is due"))],
            seen.Now + LookAgain);
    }

    // Minutes in the name of runs that come more than once a minute would name two of them alike.
    private static string Name(ObservedSchedule seen, CronSchedule schedule, DateTimeOffset due) => RunName.Of(seen.Object.Name, due,
        seen.Precision == RunNamePrecision.Minutes && schedule.Interval < TimeSpan.FromMinutes(1) ? RunNamePrecision.Seconds : seen.Precision);

    private static string Text(ScheduledSparkApplicationSpec spec) =>
        spec.TimeZone is { Length: > 0 } zone && spec.Schedule?.Contains("TZ=", StringComparison.Ordinal) != true ? $"TZ={zone} {spec.Schedule}" : spec.Schedule ?? "";

    private static bool TryRead(ObservedSchedule seen, out CronSchedule schedule, out string wrong)
    {
        (schedule, wrong) = (null!, "");
        try
        {
            if (!seen.Problems.IsEmpty)
                throw new FormatException(string.Join(" | ", seen.Problems));
            schedule = CronSchedule.Parse(seen.Spec.Schedule ?? "", seen.Spec.TimeZone);
            return true;
        }
        catch (FormatException told)
        {
            wrong = told.Message;
            return false;
        }
    }

    private static ScheduleDecision Invalid(ObservedSchedule seen, string why)
    {
        var status = ScheduleHistory.Remember(seen) with
        {
            ScheduleState = "FailedValidation",
            Reason = why,
            NextRun = null,
            ObservedGeneration = seen.Object.Generation,
            ObservedSchedule = null,
        };
        return new(status, [], seen.Status.Reason == why ? [] : [new(true, "ScheduledSparkApplicationInvalid", why)], null);
    }
}
