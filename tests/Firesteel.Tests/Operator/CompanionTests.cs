using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle;

namespace Firesteel.Tests.Operator;

/// <summary>What an application has beside its driver: when it comes, and when it goes.</summary>
public sealed class CompanionTests
{
    private static readonly ResourceType VolcanoGroups = new("scheduling.volcano.sh", "v1beta1", "podgroups", "PodGroup");

    [Fact]
    public async Task A_budget_lives_as_long_as_the_run()
    {
        using var world = new SimulatedOperator("  driverPodDisruptionBudget: true");
        await world.ReconcileAsync();
        var budget = world.Cluster.All(ResourceTypes.PodDisruptionBudgets).ShouldHaveSingleItem();
        budget.Name.ShouldBe("pi-driver");
        world.DriverIs("Succeeded", 0);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Completed);
        world.Cluster.All(ResourceTypes.PodDisruptionBudgets).ShouldBeEmpty();
        world.Status.Companions.ShouldBe(["services/pi-ui-svc"]);
    }

    [Fact]
    public async Task A_budget_that_the_operator_does_not_allow_is_not_made()
    {
        using var world = new SimulatedOperator("  driverPodDisruptionBudget: true", new() { DisruptionBudgets = false });
        await world.ReconcileAsync();
        world.Cluster.All(ResourceTypes.PodDisruptionBudgets).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_edit_takes_away_goes()
    {
        using var world = new SimulatedOperator("  driverIngressOptions: [{servicePort: 8888, servicePortName: http, ingressURLFormat: \"{{$appName}}.example.com\"}]");
        await world.ReconcileAsync();
        world.Cluster.All(ResourceTypes.Services).Select(service => service.Name).ShouldContain("pi-driver-8888");
        world.Cluster.All(ResourceTypes.Ingresses).ShouldHaveSingleItem().Name.ShouldBe("pi-ing-8888");
        world.Edit(spec => spec.Remove("driverIngressOptions"));
        await UntilSubmittedAsync(world);
        world.Cluster.All(ResourceTypes.Services).Select(service => service.Name).ShouldNotContain("pi-driver-8888");
        world.Cluster.All(ResourceTypes.Ingresses).ShouldBeEmpty();
    }

    [Fact]
    public async Task Old_news_takes_nothing_from_the_run_that_began_since()
    {
        using var world = new SimulatedOperator("  driverPodDisruptionBudget: true");
        await world.ReconcileAsync();
        var first = world.Status.SubmissionID;
        world.Edit(spec => spec["mainApplicationFile"] = "local:///new.jar");
        await world.ReconcileAsync();
        world.Cluster.Vanish(SimulatedOperator.Driver);
        await world.ReconcileAsync();
        world.Status.SubmissionID.ShouldNotBe(first);
        world.DriverIs("Running");
        await world.ReconcileAsync();
        var (present, driver) = (world.Cluster.Revisions, world.Cluster.Drivers.Single().Uid);
        for (var revision = 0; revision < present; revision++)
        {
            try
            {
                await world.ReconcileAsync(behindApplication: world.Cluster.Revisions - 1 - revision);
            }
            catch (DriverStillThereException)
            {
                // Tried again later, with what is known then.
            }

            var left = world.Cluster.Drivers.ShouldHaveSingleItem($"revision {revision}");
            (left.Uid, left.IsBeingDeleted).ShouldBe((driver, false), $"revision {revision}");
            world.Cluster.All(ResourceTypes.PodDisruptionBudgets).ShouldHaveSingleItem($"revision {revision}");
        }
    }

    [Fact]
    public async Task A_suspended_application_leaves_nothing_behind()
    {
        using var world = new SimulatedOperator("  driverPodDisruptionBudget: true", new() { Ingress = new() { UrlFormat = "https://spark.example.com/{{$appName}}" } });
        await world.ReconcileAsync();
        world.Edit(spec => spec["suspend"] = true);
        await world.ReconcileAsync();
        world.Cluster.Vanish(SimulatedOperator.Driver);
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Suspended);
        world.Cluster.All(ResourceTypes.Services).Where(service => service.Name.EndsWith("ui-svc", StringComparison.Ordinal)).ShouldBeEmpty();
        world.Cluster.All(ResourceTypes.Ingresses).ShouldBeEmpty();
        world.Cluster.All(ResourceTypes.PodDisruptionBudgets).ShouldBeEmpty();
        world.Status.Companions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Behind_a_path_the_web_UI_knows_its_path()
    {
        using var world = new SimulatedOperator("", new() { Ingress = new() { UrlFormat = "https://spark.example.com/{{$appNamespace}}/{{$appId}}" } });
        await world.ReconcileAsync();
        var id = world.Status.SparkApplicationId;
        world.Status.DriverInfo!.WebUIIngressAddress.ShouldBe($"https://spark.example.com/jobs/{id}");
        var map = world.Cluster.All(ResourceTypes.ConfigMaps).Single(item => item.Json["data"]?["spark.properties"] is not null);
        ((string)map.Json["data"]!["spark.properties"]!).ShouldContain($"spark.ui.proxyBase=/jobs/{id}");
    }

    [Theory]
    [InlineData(null, "/jobs/pi(/|$)(.*)", "ImplementationSpecific", "/$2")]
    [InlineData("nginx-internal", "/jobs/pi(/|$)(.*)", "ImplementationSpecific", "/$2")]
    [InlineData("traefik", "/jobs/pi", "Prefix", null)]
    public async Task Only_nginx_is_told_of_nginxs_rewriting(string? className, string path, string type, string? rewrite)
    {
        using var world = new SimulatedOperator("", new() { Ingress = new() { UrlFormat = "https://spark.example.com/{{$appNamespace}}/{{$appName}}", ClassName = className } });
        await world.ReconcileAsync();
        var ingress = world.Cluster.All(ResourceTypes.Ingresses).ShouldHaveSingleItem();
        var rule = ingress.Spec!["rules"]![0]!["http"]!["paths"]![0]!;
        ((string?)rule["path"]).ShouldBe(path);
        ((string?)rule["pathType"]).ShouldBe(type);
        ingress.Annotation("nginx.ingress.kubernetes.io/rewrite-target").ShouldBe(rewrite);
    }

    [Fact]
    public async Task A_pod_group_asks_for_what_the_pods_will()
    {
        using var world = new SimulatedOperator("  batchScheduler: volcano\n  batchSchedulerOptions: {queue: nightly, priorityClassName: high}\n  sparkConf: {spark.executor.instances: \"3\", spark.executor.memory: 2g, spark.kubernetes.executor.request.cores: 500m}");
        await world.ReconcileAsync();
        var group = world.Cluster.All(VolcanoGroups).ShouldHaveSingleItem();
        group.Name.ShouldBe("spark-pi-pg");
        // The driver: 1 core, 1024 + 384 MiB. Three executors: half a core, 2048 + 384 MiB each.
        group.Spec!.ToJsonString().ShouldBe("""{"minMember":1,"minResources":{"cpu":"2500m","memory":"8704Mi"},"queue":"nightly","priorityClassName":"high"}""");
        world.Cluster.Drivers.Single().Annotation("scheduling.k8s.io/group-name").ShouldBe("spark-pi-pg");
        world.Cluster.Drivers.Single().Spec!["schedulerName"]!.ToString().ShouldBe("volcano");
        world.DriverIs("Failed", 1, "Error");
        await world.ReconcileAsync();
        world.Cluster.All(VolcanoGroups).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_scheduler_that_is_not_installed_refuses_the_submission()
    {
        using var world = new SimulatedOperator("  batchScheduler: volcano");
        world.Cluster.Trouble = (verb, after) =>
        {
            if (verb == "apply" && !after)
                throw new KubeException(404, "NotFound", "the server could not find the requested resource");
        };
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Failed);
        world.Status.ApplicationState!.ErrorMessage!.ShouldContain("PodGroup spark-pi-pg (scheduling.volcano.sh/v1beta1) was refused");
        world.Cluster.Drivers.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_default_scheduler_is_for_those_that_name_none()
    {
        var settings = new LifecycleSettings { DefaultBatchScheduler = "yunikorn" };
        using (var world = new SimulatedOperator("  batchSchedulerOptions: {queue: root.jobs}", settings))
        {
            await world.ReconcileAsync();
            var driver = world.Cluster.Drivers.Single();
            driver.Spec!["schedulerName"]!.ToString().ShouldBe("yunikorn");
            driver.Label("queue").ShouldBe("root.jobs");
            driver.Annotation("yunikorn.apache.org/task-groups").ShouldBe("""[{"name":"spark-driver","minMember":1,"minResource":{"cpu":"1","memory":"1408Mi"}},{"name":"spark-executor","minMember":1,"minResource":{"cpu":"1","memory":"1408Mi"}}]""");
        }

        using var other = new SimulatedOperator("  batchScheduler: mine", settings);
        await other.ReconcileAsync();
        other.Cluster.Drivers.Single().Spec!["schedulerName"]!.ToString().ShouldBe("mine");
        other.Cluster.Drivers.Single().Annotation("yunikorn.apache.org/task-groups").ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_ingress_is_told_and_the_run_goes_on()
    {
        using var world = new SimulatedOperator("", new() { Ingress = new() { UrlFormat = "https://spark.example.com/{{$appName}}" } });
        var (drivers, refused) = (0, false);
        world.Cluster.Trouble = (verb, after) =>
        {
            drivers += verb == "create" && after ? 1 : 0;
            if (verb == "apply" && drivers > 0 && !after && world.Cluster.All(ResourceTypes.Services).Any(service => service.Name == "pi-ui-svc") && !refused)
            {
                refused = true;
                throw new KubeException(422, "Invalid", "host and path are taken");
            }
        };
        await world.ReconcileAsync();
        world.State.ShouldBe(ApplicationState.Submitted);
        world.Status.DriverInfo!.PodName.ShouldBe("pi-driver");
        world.Events.Single(happened => happened.Reason == "SparkApplicationIncomplete").Message.ShouldBe("Ingress pi-ui-ingress (networking.k8s.io/v1) was refused: host and path are taken");
    }

    private static async Task UntilSubmittedAsync(SimulatedOperator world)
    {
        for (var pass = 0; pass < 10; pass++)
        {
            await world.ReconcileAsync();
            world.Cluster.Vanish(SimulatedOperator.Driver);
            if (world.State == ApplicationState.Submitted && world.Status.DriverInfo?.PodName is not null)
                return;
        }

        world.State.ShouldBe(ApplicationState.Submitted);
    }
}
