using Firesteel.Cli.Shell;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Applications;

/// <summary>Submits a package, follows it and gives its verdict.</summary>
public sealed class ApplicationRun(IKubeClient client, TimeProvider time)
{
    /// <param name="keep">Leave the application where it is afterwards; otherwise it is deleted with all that belongs to it, also after Ctrl+C.</param>
    public async Task<ApplicationState> RunAsync(ApplicationPackage package, string @namespace, bool replace, bool keep, IApplicationWatcher watcher, CancellationToken stop)
    {
        var submitted = await new ApplicationSubmission(client).SubmitAsync(package, @namespace, replace, stop);
        try
        {
            return await new ApplicationFollower(client, time).FollowAsync(submitted.Key, watcher, stop);
        }
        finally
        {
            if (!keep)
                await DeleteAsync(package, submitted.Key);
        }
    }

    private async Task DeleteAsync(ApplicationPackage package, ObjectKey application)
    {
        await client.DeleteAsync(ResourceTypes.SparkApplications, application, new(Propagation: "Background"), CancellationToken.None);
        foreach (var need in package.Needs.Where(need => need.Kind == ResourceTypes.ConfigMaps.Kind))
            await client.DeleteAsync(ResourceTypes.ConfigMaps, new(need.Namespace.Length > 0 ? need.Namespace : application.Namespace, need.Name), stop: CancellationToken.None);
    }
}
