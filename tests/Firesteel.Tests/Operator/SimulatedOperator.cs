using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Operator.Metrics;
using Firesteel.Operator.Reconciling;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle;
using Firesteel.Tests.Kube;
using Firesteel.Tests.Spark.Api;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Operator;

/// <summary>The reconciler against a simulated cluster, one application, a clock that the test moves.</summary>
internal sealed class SimulatedOperator : IDisposable
{
    public static readonly ObjectKey Key = new("jobs", "pi");
    public static readonly ObjectKey Driver = new("jobs", "pi-driver");

    private readonly OperatorInstruments _instruments;
    private readonly ApplicationReconciler _reconciler;
    private (int Application, int Pods) _behind;

    /// <param name="meter">A name of its own for a test that reads what is measured.</param>
    public SimulatedOperator(string more = "", LifecycleSettings? settings = null, string meter = "test")
    {
        _instruments = new(meter);
        Cluster = new(Clock);
        Cluster.Put(ResourceTypes.SparkApplications, ReadingTests.Object(ReadingTests.Minimal + "\n" + more));
        _reconciler = new(key => Cluster.Observe(key, _behind.Application, _behind.Pods), Cluster, (_, happened) => Events.Add(happened), settings ?? new(), _instruments, Clock, NullLogger.Instance);
    }

    public ManualClock Clock { get; } = new();
    public SimulatedCluster Cluster { get; }
    public List<ApplicationEvent> Events { get; } = [];
    public DateTimeOffset? WakeAt { get; private set; }

    public SparkApplicationStatus Status => SparkApplication.ReadStatus(Cluster.Get(ResourceTypes.SparkApplications, Key)!);

    public ApplicationState State => Status.State;

    public async Task ReconcileAsync(int behindApplication = 0, int behindPods = 0)
    {
        _behind = (behindApplication, behindPods);
        WakeAt = await _reconciler.ReconcileAsync(Key, CancellationToken.None);
    }

    public void Edit(Action<JsonObject> change)
    {
        var item = Cluster.Get(ResourceTypes.SparkApplications, Key)!.Clone();
        change(item.Spec!);
        item.Metadata!["generation"] = item.Generation + 1;
        Cluster.Put(ResourceTypes.SparkApplications, item);
    }

    public void DriverIs(string phase, int? exitCode = null, string? reason = null, string? message = null)
    {
        var status = new JsonObject { ["phase"] = phase };
        if (exitCode is not null)
            status["containerStatuses"] = new JsonArray(Container("terminated", new JsonObject { ["exitCode"] = exitCode, ["reason"] = reason, ["message"] = message }));
        else if (reason is not null)
            status["containerStatuses"] = new JsonArray(Container("waiting", new JsonObject { ["reason"] = reason, ["message"] = message }));
        Cluster.SetPod(Driver, status);
    }

    public void Dispose() => _instruments.Dispose();

    private static JsonObject Container(string state, JsonObject facts) => new() { ["name"] = "spark-kubernetes-driver", ["state"] = new JsonObject { [state] = facts } };
}
