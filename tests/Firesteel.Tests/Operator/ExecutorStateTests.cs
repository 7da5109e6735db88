using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Translation;

namespace Firesteel.Tests.Operator;

public sealed class ExecutorStateTests
{
    private static readonly ObjectKey Executor = new("jobs", "pi-exec-1");

    [Fact]
    public async Task An_executor_that_Spark_sends_home_completed()
    {
        using var world = await RunningAsync();
        Report(world, "Failed", 143, deleted: true);
        await world.ReconcileAsync();
        world.Status.ExecutorState[Executor.Name].ShouldBe(ExecutorState.Completed);
    }

    [Fact]
    public async Task A_killed_executor_failed_and_stays_so()
    {
        using var world = await RunningAsync();
        Report(world, "Failed", 137, deleted: false);
        await world.ReconcileAsync();
        Report(world, "Failed", 143, deleted: true);
        await world.ReconcileAsync();
        world.Status.ExecutorState[Executor.Name].ShouldBe(ExecutorState.Failed);
        world.Events.Where(happened => happened.Reason == "SparkExecutorFailed").ShouldHaveSingleItem().Message.ShouldBe("executor pi-exec-1 failed with exit code 137 (killed)");
    }

    [Fact]
    public async Task One_that_is_gone_when_the_run_succeeded_completed()
    {
        using var world = await RunningAsync();
        world.Cluster.Vanish(Executor);
        world.DriverIs("Succeeded", 0);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Completed);
        world.Status.ExecutorState[Executor.Name].ShouldBe(ExecutorState.Completed);
    }

    [Fact]
    public async Task Executors_of_an_older_submission_do_not_count()
    {
        using var world = await RunningAsync();
        var stranger = world.Cluster.Get(ResourceTypes.Pods, Executor)!.Clone();
        stranger.Metadata!["name"] = "old-exec-1";
        stranger.Metadata["labels"]![OperatorLabels.SubmissionId] = "older";
        world.Cluster.Put(ResourceTypes.Pods, stranger);
        await world.ReconcileAsync();
        world.Status.ExecutorState.Keys.ShouldBe([Executor.Name]);
    }

    private static async Task<SimulatedOperator> RunningAsync()
    {
        var world = new SimulatedOperator();
        await world.ReconcileAsync();
        world.DriverIs("Running");
        Report(world, "Running", null, deleted: false);
        await world.ReconcileAsync();
        world.Status.ExecutorState[Executor.Name].ShouldBe(ExecutorState.Running);
        return world;
    }

    private static void Report(SimulatedOperator world, string phase, int? exitCode, bool deleted)
    {
        var pod = KubeObject.Of(ResourceTypes.Pods, Executor.Namespace, Executor.Name);
        pod.Metadata!["labels"] = new JsonObject
        {
            [OperatorLabels.ApplicationName] = "pi",
            [OperatorLabels.Role] = "executor",
            [OperatorLabels.SubmissionId] = world.Status.SubmissionID,
        };
        if (deleted)
            pod.Metadata["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        pod.Json["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "spark-kubernetes-executor" }) };
        pod.Json["status"] = new JsonObject { ["phase"] = phase };
        if (exitCode is not null)
            pod.Json["status"]!["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = "spark-kubernetes-executor", ["state"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = exitCode } } });
        world.Cluster.Put(ResourceTypes.Pods, pod);
    }
}
