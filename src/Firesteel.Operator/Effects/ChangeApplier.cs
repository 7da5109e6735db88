using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Lifecycle.Changes;
using Firesteel.Spark.Translation;
using Microsoft.Extensions.Logging;

namespace Firesteel.Operator.Effects;

/// <summary>
/// Carries changes out. An exception means: not now, come back; only <see cref="SubmissionRefusedException"/> means that coming back is useless.
/// </summary>
public sealed class ChangeApplier(IKubeClient client, ILogger logger)
{
    private const string FieldManager = "firesteel-operator";

    /// <returns>Why the API refuses something that is not needed; null when all is well.</returns>
    public async Task<string?> ApplyAsync(ObjectKey application, Change change, CancellationToken stop)
    {
        switch (change)
        {
            case SubmitDriver submit:
                await SubmitAsync(application, submit, stop);
                break;
            case DeleteObject delete:
                await client.DeleteAsync(delete.Type, delete.Key, new Deletion(delete.GracePeriod, delete.DependantsFirst ? "Foreground" : "Background", delete.Uid), stop);
                break;
            case ApplyObject apply:
                return await ApplyAsync(apply, stop);
            case CreateObject create:
                await CreateAsync(create, stop);
                break;
            default:
                throw new ArgumentException($"no effect for {change.GetType().Name}", nameof(change));
        }

        return null;
    }

    private async Task<string?> ApplyAsync(ApplyObject apply, CancellationToken stop)
    {
        try
        {
            await client.PatchAsync(apply.Type, apply.Object.Key, new Patch(PatchType.Apply, apply.Object.Json, FieldManager, Force: true), stop: stop);
            return null;
        }
        catch (KubeException refused) when (IsFinal(refused))
        {
            var why = $"{apply.Type.Kind} {apply.Object.Name} ({apply.Type.ApiVersion}) was refused: {refused.Message}";
            return apply.IsNeeded ? throw new SubmissionRefusedException(why) : why;
        }
    }

    /// <summary>Asking again would bring the same answer.</summary>
    private static bool IsFinal(KubeException refused) => refused.Code is 400 or 403 or 404 or 405 or 413 or 422;

    private async Task CreateAsync(CreateObject create, CancellationToken stop)
    {
        try
        {
            await client.CreateAsync(create.Type, create.Object, stop);
        }
        catch (KubeException taken) when (taken.IsAlreadyExists)
        {
            if (await client.FindAsync(create.Type, create.Object.Key, stop) is not { } existing || Owner(existing) != Owner(create.Object))
                throw;
        }

        static string? Owner(KubeObject item) => (string?)(item.Metadata?["ownerReferences"] as JsonArray)?.FirstOrDefault()?["uid"];
    }

    private async Task SubmitAsync(ObjectKey application, SubmitDriver submit, CancellationToken stop)
    {
        // A cache may be behind; what is asked now is not. Two drivers of one application must never live at once.
        var drivers = await client.ListAsync(ResourceTypes.Pods, application.Namespace,
            new ListQuery($"{OperatorLabels.ApplicationName}={application.Name},{OperatorLabels.Role}=driver"), stop);
        if (drivers.Items.FirstOrDefault(pod => pod.Label(OperatorLabels.SubmissionId) != submit.SubmissionId || pod.IsBeingDeleted) is { } other)
            throw new DriverStillThereException(other.Name);
        try
        {
            if (drivers.Items is [var mine, ..])
                await AdoptAsync(application, submit, mine, stop);
            else
                await CreateAsync(application, submit, stop);
        }
        catch (KubeException refused) when (IsFinal(refused))
        {
            logger.SubmissionRefused(application.ToString(), submit.SubmissionId, refused.Message);
            throw new SubmissionRefusedException(refused.Message);
        }
    }

    private async Task CreateAsync(ObjectKey application, SubmitDriver submit, CancellationToken stop)
    {
        try
        {
            var driver = await DriverCreation.CreateAsync(client, submit.Submission, stop);
            logger.DriverCreated(application.ToString(), driver.Name, submit.SubmissionId);
        }
        catch (KubeException taken) when (taken.IsAlreadyExists)
        {
            var key = new ObjectKey(submit.Submission.Namespace, submit.Submission.Driver.Name);
            var existing = await client.FindAsync(ResourceTypes.Pods, key, stop);
            if (existing is null || existing.IsBeingDeleted)
                throw new DriverStillThereException(key.Name);
            if (existing.Label(OperatorLabels.SubmissionId) != submit.SubmissionId)
                throw new SubmissionRefusedException($"pod {key.Name} exists and is not a driver of this application; delete it or set spec.driver.podName");
            await AdoptAsync(application, submit, existing, stop);
        }
    }

    private async Task AdoptAsync(ObjectKey application, SubmitDriver submit, KubeObject driver, CancellationToken stop)
    {
        logger.DriverAdopted(application.ToString(), driver.Name, submit.SubmissionId);
        await DriverCreation.CompleteAsync(client, submit.Submission, driver, stop);
    }
}
