using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Effects;
using Firesteel.Operator.Reconciling;
using Firesteel.Spark.Connect;
using Firesteel.Tests.Kube;
using Firesteel.Tests.Spark.Api;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Operator;

public sealed class ConnectTests
{
    private static readonly ObjectKey Key = new("jobs", "conn");
    private static readonly ObjectKey Server = new("jobs", "conn-server");

    private readonly ManualClock _clock = new();
    private readonly SimulatedCluster _cluster;
    private readonly ConnectReconciler _reconciler;
    private readonly List<string> _events = [];

    public ConnectTests()
    {
        _cluster = new(_clock);
        _reconciler = new(
            key => _cluster.Get(ResourceTypes.SparkConnects, key) is { } found ? (found, [.. _cluster.All(ResourceTypes.Pods)]) : null,
            new Enactor(_cluster, (_, happened) => _events.Add(happened.Reason), _clock, NullLogger.Instance), "https://api:443", _clock);
    }

    private JsonObject Status => _cluster.Get(ResourceTypes.SparkConnects, Key)!.Status!;

    private string Message => (string)Status["conditions"]![0]!["message"]!;

    [Fact]
    public async Task A_server_comes_with_its_service_and_is_ready_when_its_pod_is()
    {
        Create();
        await ReconcileAsync();
        var pod = _cluster.Get(ResourceTypes.Pods, Server).ShouldNotBeNull();
        pod.Metadata!["ownerReferences"]![0]!["kind"]!.ToString().ShouldBe("SparkConnect");
        var service = _cluster.Get(ResourceTypes.Services, Server).ShouldNotBeNull();
        foreach (var (key, value) in (JsonObject)service.Spec!["selector"]!)
            pod.Label(key).ShouldBe((string?)value);
        ((string?)Status["state"]).ShouldBe("NotReady");
        Report(pod => pod["status"] = new JsonObject { ["phase"] = "Running", ["podIP"] = "10.0.0.9", ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }) });
        await ReconcileAsync();
        ((string?)Status["state"]).ShouldBe("Ready");
        ((string?)Status["server"]!["podIp"]).ShouldBe("10.0.0.9");
        _events.ShouldBe(["SparkConnectStarted", "SparkConnectReady"]);
        var revisions = _cluster.Revisions;
        await ReconcileAsync();
        _cluster.Revisions.ShouldBe(revisions);
    }

    [Fact]
    public async Task An_edit_replaces_the_server_and_one_of_the_service_does_not()
    {
        Create();
        await ReconcileAsync();
        await ReconcileAsync();
        Edit(spec => spec["server"]!["service"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["a"] = "b" } }, ["spec"] = new JsonObject { ["type"] = "LoadBalancer" } });
        await ReconcileAsync();
        _cluster.Get(ResourceTypes.Services, Server)!.Spec!["type"]!.ToString().ShouldBe("LoadBalancer");
        var first = _cluster.Get(ResourceTypes.Pods, Server)!.Uid;
        Edit(spec => spec["sparkConf"] = new JsonObject { ["spark.x"] = "it's" });
        await ReconcileAsync();
        _cluster.Vanish(Server);
        await ReconcileAsync();
        var second = _cluster.Get(ResourceTypes.Pods, Server)!;
        second.Uid.ShouldNotBe(first);
        second.Spec!["containers"]![0]!["args"]![0]!.ToString().ShouldContain("--conf 'spark.x=it'\"'\"'s'");
        _events.ShouldContain("SparkConnectRestarted");
    }

    [Fact]
    public async Task A_server_that_ended_says_why_and_is_replaced()
    {
        Create();
        await ReconcileAsync();
        Report(pod => pod["status"] = new JsonObject { ["phase"] = "Failed", ["reason"] = "Evicted", ["message"] = "The node was low on resource: memory." });
        await ReconcileAsync();
        Message.ShouldBe("Server pod is not ready: the server ended: The node was low on resource: memory.");
        _cluster.Get(ResourceTypes.Pods, Server).ShouldNotBeNull("not sooner than half a minute after its start");
        _clock.Advance(TimeSpan.FromSeconds(31));
        await ReconcileAsync();
        await ReconcileAsync();
        _cluster.Get(ResourceTypes.Pods, Server)!.Status.ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_the_kubelet_starts_again_says_why()
    {
        Create();
        await ReconcileAsync();
        Report(pod => pod["status"] = new JsonObject
        {
            ["phase"] = "Running",
            ["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = "spark-kubernetes-driver",
                ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "CrashLoopBackOff", ["message"] = "back-off 40s" } },
                ["lastState"] = new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 101, ["message"] = "Error: Failed to load class org.apache.spark.sql.connect.service.SparkConnectServer.\n" } },
            }),
        });
        await ReconcileAsync();
        Message.ShouldBe("Server pod is not ready: the server ended with exit code 101: Error: Failed to load class org.apache.spark.sql.connect.service.SparkConnectServer., it is started again");
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_is_the_reason()
    {
        Create();
        await ReconcileAsync();
        Report(pod => pod["status"] = new JsonObject
        {
            ["phase"] = "Pending",
            ["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = "spark-kubernetes-driver", ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ErrImagePull", ["message"] = "no such image" } } }),
        });
        await ReconcileAsync();
        await ReconcileAsync();
        Message.ShouldBe("Server pod is not ready: ErrImagePull: no such image");
        _events.Count(reason => reason == "SparkConnectPending").ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_is_told_and_nothing_is_started()
    {
        Create("  dynamicAllocation: {enabled: true, minExecutors: 5, maxExecutors: 2}");
        await ReconcileAsync();
        ((string?)Status["state"]).ShouldBe("Failed");
        Message.ShouldContain("minExecutors 5 is more than maxExecutors 2");
        _cluster.All(ResourceTypes.Pods).ShouldBeEmpty();
        Edit(spec => spec.Remove("dynamicAllocation"));
        await ReconcileAsync();
        _cluster.All(ResourceTypes.Pods).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_quota_that_refuses_the_server_is_told()
    {
        _cluster.Trouble = (verb, after) =>
        {
            if (verb == "create" && !after)
                throw new KubeException(403, "Forbidden", "exceeded quota: pods");
        };
        Create();
        await ReconcileAsync();
        Message.ShouldBe("Server pod is not ready: exceeded quota: pods");
    }

    private void Create(string more = "") => _cluster.Put(ResourceTypes.SparkConnects, ReadingTests.Object($$"""
        apiVersion: sparkoperator.k8s.io/v1alpha1
        kind: SparkConnect
        metadata: {name: conn, namespace: jobs, uid: uid-c, generation: 1}
        spec:
          sparkVersion: 4.1.0
          image: spark:4.1.0
          server: {cores: 1, memory: 1g}
          executor: {instances: 1, cores: 1, memory: 512m}
        {{more}}
        """));

    private async Task ReconcileAsync() => await _reconciler.ReconcileAsync(Key, CancellationToken.None);

    private void Report(Action<JsonObject> change)
    {
        var pod = _cluster.Get(ResourceTypes.Pods, Server)!.Clone();
        change(pod.Json);
        _cluster.Put(ResourceTypes.Pods, pod);
    }

    private void Edit(Action<JsonObject> change)
    {
        var item = _cluster.Get(ResourceTypes.SparkConnects, Key)!.Clone();
        change(item.Spec!);
        item.Metadata!["generation"] = item.Generation + 1;
        _cluster.Put(ResourceTypes.SparkConnects, item);
    }
}
