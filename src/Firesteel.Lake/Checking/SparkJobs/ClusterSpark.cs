using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Signing;

namespace Firesteel.Lake.Checking.SparkJobs;

/// <summary>Runs the job in a cluster through a Spark operator, and removes it afterwards.</summary>
public sealed class ClusterSpark(IKubeClient kube, ClusterSparkOptions options, TimeProvider time) : ISparkRunner
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<bool> RunAsync(CheckJob job, StoreCredentials keys, Action<string> line, CancellationToken stop = default)
    {
        var secret = job.User.Secrets.FirstOrDefault(known => known.Namespace == options.Namespace)
            ?? throw new ProblemException(new Problem(job.User.Where, $"user {job.User.Name} has no secret in the namespace {options.Namespace}", $"add it under secrets: {{namespace: {options.Namespace}, name: minio-s3-keys}}, then: firesteel lake secret | kubectl apply -f -"));
        if (await kube.FindAsync(ResourceTypes.Secrets, new ObjectKey(secret.Namespace, secret.Name), stop) is null)
            throw new ProblemException(new Problem(Location.None, $"the secret {secret.Namespace}/{secret.Name} is not in the cluster", "firesteel lake secret | kubectl apply -f -"));

        var name = $"firesteel-lake-check-{time.GetUtcNow().ToUnixTimeSeconds():x}";
        var key = new ObjectKey(options.Namespace, name);
        await kube.CreateAsync(ResourceTypes.ConfigMaps, CheckApplication.Script(options.Namespace, name), stop);
        try
        {
            await kube.CreateAsync(ResourceTypes.SparkApplications, CheckApplication.Application(job, options.SparkVersion, options.Namespace, name, options.Image, options.ServiceAccount, secret), stop);
            return await FollowAsync(key, line, stop);
        }
        finally
        {
            await kube.DeleteAsync(ResourceTypes.SparkApplications, key, stop: CancellationToken.None);
            await kube.DeleteAsync(ResourceTypes.ConfigMaps, key, stop: CancellationToken.None);
        }
    }

    private async Task<bool> FollowAsync(ObjectKey key, Action<string> line, CancellationToken stop)
    {
        var deadline = time.GetUtcNow() + options.Timeout;
        using var tick = new PeriodicTimer(Pause, time);
        while (true)
        {
            var application = await kube.FindAsync(ResourceTypes.SparkApplications, key, stop) ?? throw new IOException($"the application {key} vanished while it ran");
            var state = application.Status?["applicationState"]?["state"]?.ToString() ?? "";
            if (state is "COMPLETED" or "FAILED" or "SUBMISSION_FAILED")
            {
                if (application.Status?["applicationState"]?["errorMessage"]?.ToString() is { Length: > 0 } error)
                    line(error);
                if (application.Status?["driverInfo"]?["podName"]?.ToString() is { Length: > 0 } pod)
                    await LogAsync(new ObjectKey(key.Namespace, pod), line, stop);
                return state == "COMPLETED";
            }

            if (time.GetUtcNow() > deadline)
                throw new TimeoutException($"the application {key} is {(state.Length > 0 ? state : "not taken up by any operator")} after {options.Timeout.TotalMinutes:0} minutes");
            await tick.WaitForNextTickAsync(stop);
        }
    }

    private async Task LogAsync(ObjectKey pod, Action<string> line, CancellationToken stop)
    {
        using var reader = new StreamReader(await kube.OpenLogAsync(pod, new LogQuery(), stop));
        while (await reader.ReadLineAsync(stop) is { } text)
            line(text);
    }
}
