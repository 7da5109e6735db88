using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Connect;

namespace Firesteel.Spark.Connect;

/// <summary>A SparkConnect as one snapshot.</summary>
/// <param name="Server">The server's pod; null when there is none.</param>
/// <param name="Executors">Pods that the server started.</param>
/// <param name="Master">The API's address as the server sees it.</param>
public sealed record ObservedConnect(
    KubeObject Object, SparkConnectSpec Spec, SparkConnectStatus Status, ImmutableArray<Problem> Problems,
    KubeObject? Server, ImmutableArray<KubeObject> Executors, DateTimeOffset Now, string Master)
{
    public static ObservedConnect Of(KubeObject item, IEnumerable<KubeObject> pods, DateTimeOffset now, string master)
    {
        var (spec, status, problems) = ConnectReading.Read(item);
        KubeObject[] all = [.. pods];
        return new(item, spec, status, problems,
            Array.Find(all, pod => pod.Name == ConnectObjects.ServerName(item)), [.. all.Where(pod => pod.Label("spark-role") == "executor")], now, master);
    }
}
