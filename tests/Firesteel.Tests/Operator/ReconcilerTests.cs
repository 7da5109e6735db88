using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Translation;

namespace Firesteel.Tests.Operator;

public sealed class ReconcilerTests
{
    [Fact]
    public async Task A_new_application_gets_a_driver_and_what_belongs_to_it()
    {
        using var world = new SimulatedOperator();
        await world.ReconcileAsync();

        world.State.ShouldBe(ApplicationState.Submitted);
        var driver = world.Cluster.Drivers.ShouldHaveSingleItem();
        driver.Label(OperatorLabels.SubmissionId).ShouldBe(world.Status.SubmissionID);
        driver.Metadata!["ownerReferences"]![0]!["uid"]!.ToString().ShouldBe("uid-1");
        world.Status.SparkApplicationId.ShouldBe(driver.Label(OperatorLabels.ApplicationSelector));
        world.Cluster.All(ResourceTypes.ConfigMaps).Select(map => map.Metadata!["ownerReferences"]![0]!["uid"]!.ToString()).ShouldBe([driver.Uid, driver.Uid]);
        world.Cluster.All(ResourceTypes.Services).Count().ShouldBe(2);
        (world.Status.SubmissionAttempts, world.Status.ExecutionAttempts).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_run_goes_through_its_states_to_completed()
    {
        using var world = new SimulatedOperator();
        await world.ReconcileAsync();
        world.DriverIs("Running");
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Running);
        world.DriverIs("Succeeded", 0);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Completed);
        world.Status.TerminationTime.ShouldNotBeNull();
        world.Status.Conditions.Single(condition => condition.Type == "Completed").Status.ShouldBe("True");
        world.Events.Select(happened => happened.Reason).ShouldBe(["SparkApplicationAdded", "SparkApplicationSubmitted", "SparkDriverRunning", "SparkDriverCompleted", "SparkApplicationCompleted"]);
    }

    [Fact]
    public async Task A_failed_driver_says_why_in_the_status()
    {
        using var world = new SimulatedOperator();
        await world.ReconcileAsync();
        world.DriverIs("Failed", 1, "Error", "26/01/02 03:04:05 INFO SparkContext: up\nTraceback (most recent call last):\n  File \"/opt/app/main.py\", line 5, in <module>\n    raise ValueError(\"10 rows\")\nValueError: 10 rows\n26/01/02 03:04:06 INFO ShutdownHookManager: Shutdown hook called");
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Failed);
        world.Status.ApplicationState!.ErrorMessage.ShouldBe("driver failed with exit code 1: ValueError: 10 rows");
        world.Status.DriverInfo!.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData(137, "OOMKilled", "driver failed with exit code 137, OOMKilled")]
    [InlineData(137, "Error", "driver failed with exit code 137 (killed)")]
    [InlineData(143, "Error", "driver failed with exit code 143 (terminated)")]
    public async Task A_killed_driver_says_so(int code, string reason, string message)
    {
        using var world = new SimulatedOperator();
        await world.ReconcileAsync();
        world.DriverIs("Failed", code, reason);
        await world.ReconcileAsync();
        world.Status.ApplicationState!.ErrorMessage.ShouldBe(message);
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_shows_at_once_and_ends_at_the_deadline()
    {
        using var world = new SimulatedOperator();
        await world.ReconcileAsync();
        world.DriverIs("Pending", null, "ErrImagePull", "no runtime for nginx:1");
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Submitted);
        world.Status.ApplicationState!.ErrorMessage.ShouldBe("driver cannot start: ErrImagePull: no runtime for nginx:1");
        world.WakeAt.ShouldNotBeNull();
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Failed);
    }

    [Fact]
    public async Task A_living_sidecar_does_not_hide_the_drivers_end()
    {
        using var world = new SimulatedOperator();
        await world.ReconcileAsync();
        world.DriverIs("Running", 0);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Completed);
    }

    [Fact]
    public async Task A_deleted_driver_fails_the_run()
    {
        using var world = new SimulatedOperator();
        await world.ReconcileAsync();
        world.DriverIs("Running");
        await world.ReconcileAsync();
        world.Cluster.Vanish(SimulatedOperator.Driver);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Failed);
        world.Status.ApplicationState!.ErrorMessage!.ShouldContain("not found");
    }

    [Fact]
    public async Task Failures_are_retried_with_a_growing_pause_and_counted()
    {
        using var world = new SimulatedOperator("  restartPolicy: {type: OnFailure, onFailureRetries: 2, onFailureRetryInterval: 10}");
        for (var run = 1; run <= 3; run++)
        {
            await world.ReconcileAsync();
            world.Status.ExecutionAttempts.ShouldBe(run);
            world.DriverIs("Failed", 1, "Error");
            await world.ReconcileAsync();
            if (run == 3)
                break;
            world.State.ShouldBe(ApplicationState.Failing);
            var due = world.WakeAt!.Value - world.Status.TerminationTime!.Value;
            due.ShouldBe(TimeSpan.FromSeconds(10 * run));
            world.Clock.Advance(due + TimeSpan.FromSeconds(1));
            await world.ReconcileAsync();
            world.State.ShouldBe(ApplicationState.PendingRerun);
        }

        world.State.ShouldBe(ApplicationState.Failed);
        world.Cluster.MostDriversAlive.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_submission_is_told_and_retried_by_policy()
    {
        using var world = new SimulatedOperator("  restartPolicy: {type: OnFailure, onSubmissionFailureRetries: 1, onSubmissionFailureRetryInterval: 5}");
        world.Cluster.Trouble = (verb, after) =>
        {
            if (verb == "create" && !after)
                throw new KubeException(403, "Forbidden", "exceeded quota");
        };
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.SubmissionFailed);
        world.Status.ApplicationState!.ErrorMessage.ShouldBe("failed to submit: exceeded quota");
        world.Clock.Advance(TimeSpan.FromSeconds(6));
        await world.ReconcileAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(11));
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Failed);
        world.Status.SubmissionAttempts.ShouldBe(2);
        world.Cluster.Drivers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crash_between_driver_and_status_leads_to_adoption()
    {
        using var world = new SimulatedOperator();
        var writes = 0;
        world.Cluster.Trouble = (verb, after) =>
        {
            if (verb == "replace" && !after && ++writes == 2)
                throw new HttpRequestException("cut");
        };
        await Should.ThrowAsync<HttpRequestException>(() => world.ReconcileAsync());
        world.Status.DriverInfo.ShouldBeNull();
        world.Cluster.Drivers.Count().ShouldBe(1);
        await world.ReconcileAsync();
        world.Status.DriverInfo!.PodName.ShouldBe("pi-driver");
        world.Cluster.DriversCreated.ShouldBe(1);
    }

    [Fact]
    public async Task A_foreign_pod_of_that_name_is_left_alone()
    {
        using var world = new SimulatedOperator();
        world.Cluster.Put(ResourceTypes.Pods, KubeObject.Of(ResourceTypes.Pods, "jobs", "pi-driver"));
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Failed);
        world.Status.ApplicationState!.ErrorMessage!.ShouldContain("not a driver of this application");
        world.Cluster.All(ResourceTypes.Pods).Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_invalid_application_waits_for_its_user_and_then_runs()
    {
        using var world = new SimulatedOperator();
        world.Edit(spec => spec["driver"]!["memory"] = "1gg");
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Failed);
        world.Status.ApplicationState!.ErrorMessage.ShouldBe("invalid: spec.driver.memory: 1gg is not a size; Spark writes sizes as a whole number and one of k, m, g, t, p: 1g");
        var told = world.Events.Count;
        await world.ReconcileAsync();
        world.Events.Count.ShouldBe(told);
        world.Edit(spec => spec["driver"]!["memory"] = "1g");
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Submitted);
    }

    [Fact]
    public async Task A_changed_specification_replaces_the_run()
    {
        using var world = new SimulatedOperator();
        await world.ReconcileAsync();
        world.DriverIs("Running");
        await world.ReconcileAsync();
        var first = world.Status.SubmissionID;
        world.Edit(spec => spec["arguments"] = new System.Text.Json.Nodes.JsonArray("20"));
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Invalidating);
        world.Cluster.Drivers.ShouldHaveSingleItem().IsBeingDeleted.ShouldBeTrue();
        world.Cluster.Vanish(SimulatedOperator.Driver);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Submitted);
        world.Status.SubmissionID.ShouldNotBe(first);
        world.Status.ExecutionAttempts.ShouldBe(1);
        world.Cluster.MostDriversAlive.ShouldBe(1);
    }

    [Fact]
    public async Task Suspending_stops_and_resuming_starts()
    {
        using var world = new SimulatedOperator();
        await world.ReconcileAsync();
        world.DriverIs("Running");
        world.Edit(spec => spec["suspend"] = true);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Suspending);
        world.Cluster.Vanish(SimulatedOperator.Driver);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Suspended);
        world.Edit(spec => spec["suspend"] = false);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Submitted);
        world.Cluster.Drivers.Count().ShouldBe(1);
    }

    /// <summary>A queue edits an application (node selectors of the pool it found) and lets it go in one step.</summary>
    [Theory, InlineData(true, ApplicationState.Suspended), InlineData(false, ApplicationState.Submitted)]
    public async Task An_edit_while_suspended_is_a_new_life(bool staysSuspended, ApplicationState becomes)
    {
        using var world = new SimulatedOperator("  suspend: true");
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Suspended);
        world.Edit(spec => (spec["arguments"], spec["suspend"]) = (new System.Text.Json.Nodes.JsonArray("edited"), staysSuspended));
        await world.ReconcileAsync();
        world.State.ShouldBe(becomes);
        world.Events.Count(happened => happened.Reason == "SparkApplicationSpecUpdated").ShouldBe(1);
        var told = world.Events.Count;
        await world.ReconcileAsync();
        world.State.ShouldBe(becomes);
        world.Events.Count.ShouldBe(told);
    }

    [Fact]
    public async Task What_cannot_be_run_is_a_failed_submission_that_is_not_tried_again()
    {
        using var world = new SimulatedOperator("  mode: client\n  restartPolicy: {type: Always}");
        await world.ReconcileAsync();
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Failed);
        world.Status.ApplicationState!.ErrorMessage!.ShouldStartWith("invalid: spec.mode");
        (world.Status.SubmissionAttempts, world.Status.ExecutionAttempts).ShouldBe((1, null));
        world.Events.Select(happened => happened.Reason).ShouldBe(["SparkApplicationAdded", "SparkApplicationSubmissionFailed", "SparkApplicationFailed"]);
    }

    [Fact]
    public async Task The_operators_time_to_live_is_for_those_that_set_none()
    {
        using var world = new SimulatedOperator("", new() { DefaultTimeToLive = TimeSpan.FromHours(1) });
        await world.ReconcileAsync();
        world.DriverIs("Succeeded", 0);
        await world.ReconcileAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(59));
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Completed);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.ReconcileAsync();
        world.Cluster.Get(ResourceTypes.SparkApplications, SimulatedOperator.Key).ShouldBeNull();
    }

    [Fact]
    public async Task After_its_time_to_live_an_application_goes()
    {
        using var world = new SimulatedOperator("  timeToLiveSeconds: 60");
        await world.ReconcileAsync();
        world.DriverIs("Succeeded", 0);
        await world.ReconcileAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(59));
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Completed);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        await world.ReconcileAsync();
        world.Cluster.Get(ResourceTypes.SparkApplications, SimulatedOperator.Key).ShouldBeNull();
        world.Cluster.Drivers.ShouldBeEmpty();
    }
}
