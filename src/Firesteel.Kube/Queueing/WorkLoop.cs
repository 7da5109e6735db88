using Firesteel.Kube.Client;
using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Queueing;

/// <summary>
/// Workers on one queue. A work item that throws comes back with back-off; one that ends is forgotten. Whoever wants to be woken later adds the key itself.
/// </summary>
public sealed class WorkLoop<TKey>(WorkQueue<TKey> queue, Func<TKey, CancellationToken, Task> work, ILogger logger)
    where TKey : notnull
{
    /// <param name="workers">Keys that are worked on at once.</param>
    /// <param name="stop">Shuts the queue down and cancels the work under way; the returned task ends when all workers have.</param>
    public async Task RunAsync(int workers, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        using var registration = stop.UnsafeRegister(_ => queue.ShutDown(), null);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(stop), CancellationToken.None))).ConfigureAwait(false);
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (await queue.TakeAsync(CancellationToken.None).ConfigureAwait(false) is { Taken: true, Key: var key })
        {
            try
            {
                // What still waited at the end is handed back unworked: the next start finds it in the API.
                if (stop.IsCancellationRequested)
                    continue;
                await work(key, stop).ConfigureAwait(false);
                queue.Forget(key);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The end of the process is no failure.
            }
            catch (KubeException outdated) when (outdated.IsConflict)
            {
                // Somebody wrote first: no failure, only a second look.
                queue.AddRateLimited(key);
                logger.WorkOutdated(key.ToString(), outdated.Message);
            }
            catch (Exception e)
            {
                queue.AddRateLimited(key);
                logger.WorkFailed(e, key.ToString(), queue.Failures(key));
            }
            finally
            {
                queue.Done(key);
            }
        }
    }
}
