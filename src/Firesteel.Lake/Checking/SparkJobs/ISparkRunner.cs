using Firesteel.Lake.Signing;

namespace Firesteel.Lake.Checking.SparkJobs;

/// <summary>Somewhere to run the proving job.</summary>
public interface ISparkRunner
{
    /// <param name="line">Told each line of the driver's log as it comes.</param>
    /// <returns>The job ended with success.</returns>
    Task<bool> RunAsync(CheckJob job, StoreCredentials keys, Action<string> line, CancellationToken stop = default);
}
