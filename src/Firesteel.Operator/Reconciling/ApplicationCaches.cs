using System.Collections.Immutable;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Watching;
using Firesteel.Spark.Translation;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Reconciling;

/// <summary>What the operator sees of one namespace (or of all): applications, and the pods that carry its label.</summary>
public sealed class ApplicationCaches
{
    private const string ByApplication = "application";

    private readonly Informer _applications;
    private readonly Informer _pods;

    /// <param name="namespace">Empty for all.</param>
    /// <param name="changed">Told the application that something happened to; quick.</param>
    public ApplicationCaches(IKubeClient client, string @namespace, Action<ObjectKey> changed, TimeProvider time, ILogger logger)
    {
        _applications = new(client, ResourceTypes.SparkApplications, @namespace, new InformerOptions { Transform = Slim }, time, logger);
        _pods = new(client, ResourceTypes.Pods, @namespace, new InformerOptions
        {
            LabelSelector = $"{OperatorLabels.Launched}=true",
            Transform = Slim,
            Indexes = ImmutableDictionary<string, Func<KubeObject, IEnumerable<string>>>.Empty.Add(ByApplication, pod => [ApplicationOf(pod).ToString()]),
        }, time, logger);
        _applications.Changed += change => changed(change.Key);
        _pods.Changed += change => changed(ApplicationOf(change.Object));
    }

    public Task WhenSynced => Task.WhenAll(_applications.WhenSynced, _pods.WhenSynced);

    /// <summary>Namespaces of the applications whose driver runs, each as often as there are.</summary>
    public IEnumerable<string> RunningApplications =>
        _applications.All.Where(item => (string?)item.Status?["applicationState"]?["state"] == "RUNNING").Select(item => item.Namespace);

    /// <summary>The same of executors.</summary>
    public IEnumerable<string> RunningExecutors =>
        _pods.All.Where(pod => pod.Label(OperatorLabels.Role) == "executor" && (string?)pod.Status?["phase"] == "Running").Select(pod => pod.Namespace);

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_applications.RunAsync(stop), _pods.RunAsync(stop));

    public KubeObject? Find(ObjectKey key) => _applications.Find(key);

    public ImmutableArray<KubeObject> Pods(ObjectKey application, string role) =>
        [.. _pods.ByIndex(ByApplication, application.ToString()).Where(pod => pod.Label(OperatorLabels.Role) == role)];

    private static ObjectKey ApplicationOf(KubeObject pod) => new(pod.Namespace, pod.Label(OperatorLabels.ApplicationName) ?? "");

    private static KubeObject Slim(KubeObject item)
    {
        item.Metadata?.Remove("managedFields");
        return item;
    }
}
