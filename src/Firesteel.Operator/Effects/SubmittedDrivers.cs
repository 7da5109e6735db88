using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Submission;
using Firesteel.Spark.Translation;

namespace Firesteel.Operator.Effects;

/// <summary>What <c>spark-submit --status</c> and <c>--kill</c> do: drivers by submission id, whoever submitted them.</summary>
public static class SubmittedDrivers
{
    public static async Task<IReadOnlyList<KubeObject>> FindAsync(IKubeClient client, DriverAddress address, CancellationToken stop)
    {
        if (!address.IsPattern)
            return await client.FindAsync(ResourceTypes.Pods, new ObjectKey(address.Namespace, address.Name), stop) is { } driver ? [driver] : [];
        var all = await client.ListAllAsync(ResourceTypes.Pods, address.Namespace, new ListQuery($"{OperatorLabels.Role}=driver"), stop: stop);
        return [.. all.Items.Where(pod => address.Matches(pod.Name))];
    }

    /// <param name="grace">Null for each pod's own.</param>
    /// <returns>The pods that were told to go.</returns>
    public static async Task<IReadOnlyList<KubeObject>> KillAsync(IKubeClient client, DriverAddress address, TimeSpan? grace, CancellationToken stop)
    {
        var drivers = await FindAsync(client, address, stop);
        foreach (var driver in drivers)
            await client.DeleteAsync(ResourceTypes.Pods, driver.Key, new Deletion(grace, "Background"), stop);
        return drivers;
    }
}
