using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;

namespace Firesteel.IntegrationTests.Operator;

public sealed class OperatorTests
{
    private static readonly ObjectKey Driver = new("default", "spark-pi-driver");

    [Fact]
    public async Task An_application_runs_to_its_end_and_tells_of_it()
    {
        await using var world = await OperatorFixture.StartAsync();
        var key = await world.CreateAsync("spark-pi.yaml");
        await world.UntilStateAsync(key, ApplicationState.Submitted);
        await world.UntilAsync(async () => (await world.Client.ListAsync(ResourceTypes.ConfigMaps, "default")).Items.Count(map => map.Name.EndsWith("conf-map", StringComparison.Ordinal)) == 2);
        await world.ReportAsync(Driver, "Running");
        await world.UntilStateAsync(key, ApplicationState.Running);
        await world.ReportAsync(Driver, "Succeeded", new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 0, ["reason"] = "Completed" } });
        var status = await world.UntilStateAsync(key, ApplicationState.Completed);
        status.Conditions.Single(condition => condition.Type == "Completed").Status.ShouldBe("True");
        await world.UntilAsync(async () => (await world.Client.ListAsync(ResourceTypes.CoreEvents, "default")).Items.Any(item => (string?)item.Json["reason"] == "SparkApplicationCompleted"));
    }

    [Fact]
    public async Task A_driver_that_cannot_start_shows_why_within_seconds()
    {
        await using var world = await OperatorFixture.StartAsync();
        var key = await world.CreateAsync("spark-pi.yaml");
        await world.UntilAsync(async () => await world.Client.FindAsync(ResourceTypes.Pods, Driver) is not null);
        await world.ReportAsync(Driver, "Pending", new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ErrImagePull", ["message"] = "no such image" } });
        SparkApplicationStatus status = new();
        await world.UntilAsync(async () =>
        {
            status = await world.UntilStateAsync(key, ApplicationState.Submitted);
            return status.ApplicationState?.ErrorMessage is not null;
        });
        status.ApplicationState!.ErrorMessage.ShouldBe("driver cannot start: ErrImagePull: no such image");
    }

    [Fact]
    public async Task A_broken_application_is_invalid_and_others_go_on()
    {
        await using var world = await OperatorFixture.StartAsync();
        var broken = await world.CreateAsync("spark-pi.yaml", json =>
        {
            json["metadata"]!["name"] = "broken";
            json["spec"]!["driver"]!["memory"] = "1gg";
        });
        var good = await world.CreateAsync("spark-pi.yaml");
        (await world.UntilStateAsync(broken, ApplicationState.Failed)).ApplicationState!.ErrorMessage!.ShouldContain("spec.driver.memory: 1gg is not a size");
        await world.UntilStateAsync(good, ApplicationState.Submitted);
    }

    [Fact]
    public async Task A_restarted_operator_goes_on_where_the_first_one_stopped()
    {
        await using var world = await OperatorFixture.StartAsync();
        var key = await world.CreateAsync("spark-pi.yaml");
        await world.UntilAsync(async () => (await world.UntilStateAsync(key, ApplicationState.Submitted)).DriverInfo?.PodName is not null);
        await world.StopOperatorAsync();
        var uid = (await world.Client.FindAsync(ResourceTypes.Pods, Driver))!.Uid;
        await world.ReportAsync(Driver, "Running");
        world.StartOperator();
        await world.UntilStateAsync(key, ApplicationState.Running);
        (await world.Client.FindAsync(ResourceTypes.Pods, Driver))!.Uid.ShouldBe(uid);
        (await world.UntilStateAsync(key, ApplicationState.Running)).SubmissionAttempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_schedule_starts_a_run_remembers_it_and_takes_it_along()
    {
        await using var world = await OperatorFixture.StartAsync();
        var key = await world.CreateAsync("spark-pi-scheduled.yaml", json => json["spec"]!["schedule"] = "@every 1s");
        JsonObject? status = null;
        await world.UntilAsync(async () => (status = (await world.Client.FindAsync(ResourceTypes.ScheduledSparkApplications, key))!.Status)?["lastRunName"] is not null);
        var run = new ObjectKey("default", (string)status!["lastRunName"]!);
        await world.UntilStateAsync(run, ApplicationState.Submitted);
        var driver = new ObjectKey("default", $"{run.Name}-driver");
        await world.UntilAsync(async () => await world.Client.FindAsync(ResourceTypes.Pods, driver) is not null);
        await world.ReportAsync(driver, "Succeeded", new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 0, ["reason"] = "Completed" } });
        await world.UntilAsync(async () => ((await world.Client.FindAsync(ResourceTypes.ScheduledSparkApplications, key))!.Status!["pastSuccessfulRunNames"] as JsonArray)?.Any(name => (string?)name == run.Name) == true);
        await world.Client.DeleteAsync(ResourceTypes.ScheduledSparkApplications, key, new Deletion(Propagation: "Background"));
    }

    [Fact]
    public async Task A_Spark_Connect_server_is_made_and_ready_when_its_pod_is()
    {
        await using var world = await OperatorFixture.StartAsync();
        var key = await world.CreateAsync("spark-connect.yaml");
        var server = new ObjectKey("default", "spark-connect-server");
        var seen = "";
        await world.UntilAsync(async () =>
        {
            seen = (await world.Client.FindAsync(ResourceTypes.SparkConnects, key))!.Status?.ToJsonString() ?? "no status";
            return await world.Client.FindAsync(ResourceTypes.Pods, server) is not null;
        }, () => seen);
        (await world.Client.FindAsync(ResourceTypes.Services, server)).ShouldNotBeNull();
        var ready = new JsonObject { ["status"] = new JsonObject { ["phase"] = "Running", ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }) } };
        await world.Client.PatchAsync(ResourceTypes.Pods, server, new Patch(PatchType.Merge, ready), "status");
        await world.UntilAsync(async () => (string?)(await world.Client.FindAsync(ResourceTypes.SparkConnects, key))!.Status?["state"] == "Ready");
    }
}
