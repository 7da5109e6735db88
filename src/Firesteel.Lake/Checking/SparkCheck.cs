using System.Runtime.CompilerServices;
using Firesteel.Lake.Checking.SparkJobs;
using Firesteel.Lake.ObjectStorage;
using Firesteel.Lake.Rules;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Checking;

/// <summary>Runs the proving job as the lake's Spark user, then looks for its event log with the administrator's eyes.</summary>
public sealed class SparkCheck(IObjectStoreClient objects, Func<UserSpecification, StoreCredentials> keys)
{
    /// <param name="log">Told each line of the job's log.</param>
    public async IAsyncEnumerable<ProbeResult> RunAsync(LakeSpecification lake, ISparkRunner runner, Action<string> log, [EnumeratorCancellation] CancellationToken stop = default)
    {
        if (CheckJob.For(lake, Guid.CreateVersion7().ToString("n")) is not { } job)
        {
            yield return new ProbeResult(ProbeNames.SparkJob, lake.Spark.User ?? "spark", false, "", "no user may read, write, list and delete", StoreProbe.Facts(("action", "start: no user of the lake may read, write, list and delete anywhere")));
            yield break;
        }

        var lines = new List<string>();
        var finished = await runner.RunAsync(job, keys(job.User), line =>
        {
            lines.Add(line);
            log(line);
        }, stop);
        foreach (var result in CheckJob.Judge(lines, finished))
            yield return result;

        if (lake.Spark.EventLog is { } directory && S3Path.Parse(directory) is { } path && CheckJob.ApplicationId(lines) is { } application)
            yield return new ProbeResult(ProbeNames.SparkJob, application, await HasEventLogAsync(path, application, stop), Facts: StoreProbe.Facts(("action", $"leave its event log in {directory}")));
    }

    /// <summary>A single file named after the application, or a directory of a rolling log that contains its id.</summary>
    private async Task<bool> HasEventLogAsync(S3Path directory, string application, CancellationToken stop)
    {
        await foreach (var found in objects.ListAsync(directory.Bucket, directory.Key.TrimEnd('/') + "/", directories: false, stop: stop))
        {
            if (found.Key.Contains(application, StringComparison.Ordinal) && found.Size > 0)
                return true;
        }

        return false;
    }
}
