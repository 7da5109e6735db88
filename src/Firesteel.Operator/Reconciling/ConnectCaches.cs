using System.Collections.Immutable;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Watching;
using Firesteel.Spark.Connect;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Reconciling;

/// <summary>SparkConnects of one namespace (or of all), and their pods.</summary>
public sealed class ConnectCaches
{
    private const string ByConnect = "connect";

    private readonly Informer _connects;
    private readonly Informer _pods;

    /// <param name="namespace">Empty for all.</param>
    /// <param name="changed">Told the SparkConnect that something happened to; quick.</param>
    public ConnectCaches(IKubeClient client, string @namespace, Action<ObjectKey> changed, TimeProvider time, ILogger logger)
    {
        _connects = new(client, ResourceTypes.SparkConnects, @namespace, new InformerOptions(), time, logger);
        _pods = new(client, ResourceTypes.Pods, @namespace, new InformerOptions
        {
            LabelSelector = ConnectObjects.NameLabel,
            Indexes = ImmutableDictionary<string, Func<KubeObject, IEnumerable<string>>>.Empty.Add(ByConnect, pod => [ConnectOf(pod).ToString()]),
        }, time, logger);
        _connects.Changed += change => changed(change.Key);
        _pods.Changed += change => changed(ConnectOf(change.Object));
    }

    public Task WhenSynced => Task.WhenAll(_connects.WhenSynced, _pods.WhenSynced);

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_connects.RunAsync(stop), _pods.RunAsync(stop));

    public (KubeObject Connect, ImmutableArray<KubeObject> Pods)? Find(ObjectKey key) =>
        _connects.Find(key) is { } connect ? (connect, [.. _pods.ByIndex(ByConnect, key.ToString())]) : null;

    private static ObjectKey ConnectOf(KubeObject pod) => new(pod.Namespace, pod.Label(ConnectObjects.NameLabel) ?? "");
}
