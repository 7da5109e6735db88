using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Tests.Operator;

/// <summary>What is different for an application that a task of Airflow's made: each of these was a failure to Airflow of a run that was well.</summary>
public sealed class AirflowTaskTests
{
    [Fact]
    public async Task Suspended_before_it_ran_it_has_no_state_and_runs_when_it_may()
    {
        using var world = Task("  suspend: true");
        await world.ReconcileAsync();
        await world.ReconcileAsync();
        State(world).ShouldBeNull();
        world.Events.ShouldHaveSingleItem().Reason.ShouldBe("SparkApplicationSuspended");
        world.Edit(spec => spec["suspend"] = false);
        await world.ReconcileAsync();
        State(world).ShouldBe("SUBMITTED");
        world.Cluster.Drivers.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Suspended_while_its_driver_waits_it_is_as_if_it_were_not_submitted()
    {
        using var world = Task();
        await world.ReconcileAsync();
        world.Edit(spec => spec["suspend"] = true);
        await world.ReconcileAsync();
        State(world).ShouldBe("SUBMITTED");
        world.Cluster.Drivers.ShouldHaveSingleItem().IsBeingDeleted.ShouldBeTrue();
        world.Cluster.Vanish(SimulatedOperator.Driver);
        await world.ReconcileAsync();
        State(world).ShouldBeNull();
        world.Cluster.All(ResourceTypes.Services).ShouldNotContain(service => service.Name == "pi-ui-svc");
    }

    [Fact]
    public async Task One_that_ran_is_suspended_as_any_other()
    {
        using var world = Task();
        await world.ReconcileAsync();
        world.DriverIs("Running");
        await world.ReconcileAsync();
        world.Edit(spec => spec["suspend"] = true);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Suspending);
    }

    [Fact]
    public async Task Its_driver_has_the_name_that_Airflow_looks_for()
    {
        using var world = Task();
        world.Edit(spec => spec["driver"]!["podName"] = "mine");
        await world.ReconcileAsync();
        world.Cluster.Drivers.ShouldHaveSingleItem().Name.ShouldBe("pi-driver");
        world.Events.ShouldContain(happened => happened.IsWarning && happened.Message.Contains("Airflow looks for pi-driver"));
    }

    [Theory, InlineData(true, 900), InlineData(false, 1)]
    public async Task It_is_kept_until_Airflow_has_seen_its_end(bool isAirflows, int seconds)
    {
        using var world = isAirflows ? Task("  timeToLiveSeconds: 1") : new SimulatedOperator("  timeToLiveSeconds: 1");
        await world.ReconcileAsync();
        world.DriverIs("Succeeded", 0);
        await world.ReconcileAsync();
        world.WakeAt.ShouldBe(world.Status.TerminationTime!.Value.AddSeconds(seconds));
        world.Clock.Advance(TimeSpan.FromSeconds(seconds + 1));
        await world.ReconcileAsync();
        world.Cluster.Get(ResourceTypes.SparkApplications, SimulatedOperator.Key).ShouldBeNull();
    }

    [Fact]
    public async Task A_submission_that_fails_is_no_start()
    {
        using var world = Task("  restartPolicy: {type: OnFailure, onSubmissionFailureRetries: 1, onSubmissionFailureRetryInterval: 20}");
        world.Cluster.Trouble = (verb, after) =>
        {
            if (verb == "create" && !after)
                throw new KubeException(403, "Forbidden", "exceeded quota");
        };
        await world.ReconcileAsync();
        State(world).ShouldBe("SUBMITTED");
        world.Status.ApplicationState!.ErrorMessage.ShouldBe("failed to submit: exceeded quota");
        var first = world.Status.SubmissionID;
        await world.ReconcileAsync();
        world.Status.SubmissionID.ShouldBe(first);
        world.Clock.Advance(TimeSpan.FromSeconds(21));
        await world.ReconcileAsync();
        State(world).ShouldBe("FAILED");
        world.Status.ApplicationState!.ErrorMessage.ShouldBe("failed to submit: exceeded quota");
        world.Status.SubmissionAttempts.ShouldBe(2);
        States(world).ShouldBe(["SUBMITTED", "FAILED"]);
    }

    private static SimulatedOperator Task(string more = "")
    {
        var world = new SimulatedOperator(more);
        world.Edit(spec => spec["driver"]!["labels"] = new JsonObject { ["spark_kubernetes_operator"] = "True" });
        return world;
    }

    private static string? State(SimulatedOperator world) => States(world).LastOrDefault(state => true);

    /// <summary>Every state that a client could have read, in order.</summary>
    private static IEnumerable<string?> States(SimulatedOperator world)
    {
        string? last = null;
        foreach (var revision in world.Cluster.History(ResourceTypes.SparkApplications, SimulatedOperator.Key, 0))
        {
            var state = (string?)revision.Status?["applicationState"]?["state"];
            if (state != last)
                yield return state;
            last = state;
        }
    }
}
