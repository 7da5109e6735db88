using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Applications;

/// <summary>Creates a package's objects, all of them or none.</summary>
public sealed class ApplicationSubmission(IKubeClient client)
{
    /// <summary>Kinds that may stand beside an application in its file.</summary>
    private static readonly Dictionary<string, ResourceType> Known =
        new[] { ResourceTypes.ConfigMaps, ResourceTypes.Secrets, ResourceTypes.ServiceAccounts, ResourceTypes.PersistentVolumeClaims, ResourceTypes.Services,
                new ResourceType("rbac.authorization.k8s.io", "v1", "roles", "Role"), new ResourceType("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding") }
            .ToDictionary(type => type.Kind);

    /// <param name="replace">An application of that name is deleted first, with all that belongs to it.</param>
    /// <returns>The application as the API has it.</returns>
    public async Task<KubeObject> SubmitAsync(ApplicationPackage package, string @namespace, bool replace, CancellationToken stop)
    {
        var made = new Stack<(ResourceType Type, ObjectKey Key)>();
        try
        {
            var application = InNamespace(package.Application, @namespace);
            if (replace)
                await DeleteAndWaitAsync(application.Key, stop);
            foreach (var need in package.Needs)
            {
                var type = Known.GetValueOrDefault(need.Kind) ?? throw new KubeException(400, "Invalid", $"{need.Kind} {need.Name} stands beside the application; only {string.Join(", ", Known.Keys)} may");
                var item = InNamespace(need, @namespace);
                if (await client.FindAsync(type, item.Key, stop) is null)
                {
                    await client.CreateAsync(type, item, stop);
                    made.Push((type, item.Key));
                }
                else
                {
                    await client.PatchAsync(type, item.Key, new(PatchType.Merge, item.Json.DeepClone()), stop: stop);
                }
            }

            return await client.CreateAsync(ResourceTypes.SparkApplications, application, stop);
        }
        catch
        {
            // Nothing half-created: what this call made goes again, also after Ctrl+C.
            while (made.TryPop(out var item))
                await client.DeleteAsync(item.Type, item.Key, stop: CancellationToken.None);
            throw;
        }
    }

    private async Task DeleteAndWaitAsync(ObjectKey key, CancellationToken stop)
    {
        if (!await client.DeleteAsync(ResourceTypes.SparkApplications, key, new(Propagation: "Foreground"), stop))
            return;
        while (await client.FindAsync(ResourceTypes.SparkApplications, key, stop) is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, stop);
    }

    private static KubeObject InNamespace(KubeObject item, string @namespace)
    {
        var copy = item.Clone();
        if (copy.Namespace.Length == 0)
            copy.Metadata!["namespace"] = @namespace;
        return copy;
    }
}
