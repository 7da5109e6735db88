using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Jobs;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Embedded.Controllers;

public sealed class CronJobDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 16, 0, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"schedule":"*/5 * * * *"}""", "2026-11-21T15:58:00Z", "2026-11-21T16:00:00Z")]
    [InlineData("""{"schedule":"*/5 * * * *"}""", "2026-11-21T16:00:00Z", null)]
    [InlineData("""{"schedule":"* * * * *"}""", "2026-10-01T00:00:00Z", "2026-11-21T16:00:00Z")]
    [InlineData("""{"schedule":"0 15 * * *","startingDeadlineSeconds":600}""", "2026-11-20T15:00:00Z", null)]
    [InlineData("""{"schedule":"0 15 * * *","startingDeadlineSeconds":7200}""", "2026-11-20T15:00:00Z", "2026-11-21T15:00:00Z")]
    [InlineData("""{"schedule":"*/5 * * * *","suspend":true}""", "2026-11-21T15:58:00Z", null)]
    [InlineData("""{"schedule":"0 17 * * *","timeZone":"Europe/Berlin"}""", "2026-11-21T15:58:00Z", "2026-11-21T16:00:00Z")]
    public void The_latest_time_that_was_missed_is_made_up_for(string spec, string last, string? due)
    {
        var decision = Decide(spec, last);
        (decision.Create?.Annotation("batch.kubernetes.io/cronjob-scheduled-timestamp")).ShouldBe(due);
        if (due is not null)
            decision.Status["lastScheduleTime"]!.ToString().ShouldBe(due);
    }

    [Theory]
    [InlineData("Allow", true, 0)]
    [InlineData("Forbid", false, 0)]
    [InlineData("Replace", true, 1)]
    public void A_run_that_is_not_over_is_left_waited_for_or_replaced(string policy, bool created, int deleted)
    {
        var decision = Decide($$"""{"schedule":"* * * * *","concurrencyPolicy":"{{policy}}"}""", "2026-11-21T15:58:00Z", Job("old", null));
        (decision.Create is not null).ShouldBe(created);
        decision.Delete.Length.ShouldBe(deleted);
        decision.Status["active"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public void Only_so_many_finished_jobs_stay()
    {
        KubeObject[] jobs = [Job("a", "Complete", 1), Job("b", "Complete", 2), Job("c", "Complete", 3), Job("d", "Failed", 1), Job("e", "Failed", 2)];
        Decide("""{"schedule":"0 0 1 1 *","successfulJobsHistoryLimit":2}""", "2026-11-21T15:58:00Z", jobs).Delete.Select(job => job.Name).ShouldBe(["a", "d"]);
    }

    private static CronJobDecision Decide(string spec, string last, params KubeObject[] jobs)
    {
        var cron = KubeObject.Of(ResourceTypes.CronJobs, "default", "nightly");
        cron.Json["spec"] = JsonNode.Parse(spec);
        cron.Spec!["jobTemplate"] = new JsonObject { ["spec"] = new JsonObject() };
        cron.Json["status"] = new JsonObject { ["lastScheduleTime"] = last };
        return CronJobDecision.Decide(cron, jobs, Now);
    }

    private static KubeObject Job(string name, string? end, int hour = 0)
    {
        var job = KubeObject.Of(ResourceTypes.Jobs, "default", name);
        job.Json["status"] = new JsonObject { ["startTime"] = $"2026-11-21T0{hour}:00:00Z" };
        if (end is not null)
            job.Status!["conditions"] = new JsonArray(new JsonObject { ["type"] = end, ["status"] = "True" });
        return job;
    }
}
