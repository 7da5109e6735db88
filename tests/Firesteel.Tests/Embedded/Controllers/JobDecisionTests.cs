using System.Text.Json.Nodes;
using Firesteel.Embedded.Controllers.Jobs;
using Firesteel.Kube.Objects;

namespace Firesteel.Tests.Embedded.Controllers;

public sealed class JobDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"completions":3,"parallelism":2}""", "", 2)]
    [InlineData("""{"completions":3,"parallelism":2}""", "Running", 1)]
    [InlineData("""{"completions":3,"parallelism":2}""", "Succeeded Succeeded", 1)]
    [InlineData("""{"completions":3,"parallelism":2,"suspend":true}""", "", 0)]
    [InlineData("""{"parallelism":2}""", "Succeeded Running", 0)]
    public void As_many_pods_as_are_missing(string spec, string phases, int created) => Decide(spec, phases).Create.ShouldBe(created);

    [Theory]
    [InlineData("""{"completions":2}""", "Succeeded Succeeded", "CompletionsReached")]
    [InlineData("""{"completions":2}""", "Succeeded Running", null)]
    [InlineData("""{"completions":1,"backoffLimit":1}""", "Failed Failed", "BackoffLimitExceeded")]
    [InlineData("""{"completions":1,"backoffLimit":1}""", "Failed", null)]
    [InlineData("""{"completions":1,"activeDeadlineSeconds":60}""", "Running", "DeadlineExceeded")]
    public void It_ends_for_a_reason(string spec, string phases, string? reason) => (Decide(spec, phases).Finished?.Reason).ShouldBe(reason);

    [Fact]
    public void A_failed_job_lets_no_pod_run_on() => Decide("""{"completions":1,"backoffLimit":0}""", "Failed Running").Delete.ShouldHaveSingleItem();

    private static JobDecision Decide(string spec, string phases)
    {
        var job = KubeObject.Of(ResourceTypes.Jobs, "default", "j");
        job.Json["spec"] = JsonNode.Parse(spec);
        job.Json["status"] = new JsonObject { ["startTime"] = "2026-11-21T15:58:00Z" };
        var pods = phases.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((phase, i) =>
        {
            var pod = KubeObject.Of(ResourceTypes.Pods, "default", $"j-{i}");
            pod.Json["status"] = new JsonObject { ["phase"] = phase };
            return pod;
        });
        return JobDecision.Decide(job, [.. pods], Now);
    }
}
