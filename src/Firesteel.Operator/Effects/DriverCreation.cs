using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Submission;

namespace Firesteel.Operator.Effects;

/// <summary>Creates what a submission is made of, in Spark's order: driver first, the rest owned by it, all or nothing.</summary>
public static class DriverCreation
{
    /// <summary>The name that Spark's client uses for server-side apply; the same one keeps a later Spark from fighting over fields.</summary>
    private const string FieldManager = "fabric8";

    private static readonly Dictionary<string, ResourceType> Types = new[]
    {
        ResourceTypes.Services, ResourceTypes.ConfigMaps, ResourceTypes.Secrets, ResourceTypes.PersistentVolumeClaims,
    }.ToDictionary(type => type.Kind);

    /// <returns>The driver as the API answered. A driver of the same name is an <see cref="KubeException"/> with AlreadyExists.</returns>
    public static async Task<KubeObject> CreateAsync(IKubeClient client, SubmissionResult submission, CancellationToken stop)
    {
        var driver = await client.CreateAsync(ResourceTypes.Pods, InNamespace(submission.Driver, submission.Namespace), stop);
        try
        {
            await CompleteAsync(client, submission, driver, stop);
            return driver;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // What was applied before is owned by the driver and goes with it. (When we are only being stopped, the driver stays to be adopted.)
            await client.DeleteAsync(ResourceTypes.Pods, driver.Key, new Deletion(Propagation: "Background", Uid: driver.Uid), CancellationToken.None);
            throw;
        }
    }

    /// <summary>Applies what belongs to an existing driver; doing it twice changes nothing.</summary>
    public static async Task CompleteAsync(IKubeClient client, SubmissionResult submission, KubeObject driver, CancellationToken stop)
    {
        foreach (var item in submission.OwnedBy(driver.Uid))
        {
            var key = new ObjectKey(submission.Namespace, item.Name);
            await client.PatchAsync(Types[item.Kind], key, new Patch(PatchType.Apply, item.Json, FieldManager, Force: true), stop: stop);
        }
    }

    private static KubeObject InNamespace(KubeObject item, string @namespace)
    {
        var placed = item.Clone();
        ((JsonObject)placed.Json["metadata"]!)["namespace"] = @namespace;
        return placed;
    }
}
