using System.Net.Sockets;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Applications;

/// <summary>Follows one application to its end: its states, and its driver's log as it is written.</summary>
public sealed class ApplicationFollower(IKubeClient client, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    /// <returns>The last state, which is final; the whole log has been told by then.</returns>
    /// <exception cref="KubeException">404 when the application is deleted meanwhile.</exception>
    public async Task<ApplicationState> FollowAsync(ObjectKey key, IApplicationWatcher watcher, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task? log = null;
        var logged = "";
        ApplicationState? before = null;
        try
        {
            while (true)
            {
                var application = await client.FindAsync(ResourceTypes.SparkApplications, key, stop)
                    ?? throw new KubeException(404, "NotFound", $"the application {key} was deleted");
                var state = ApplicationState.Of(application);
                if (before is null || state.State != before.State || state.Message != before.Message)
                    watcher.StateChanged(state);
                before = state;

                if (state.DriverPod.Length > 0 && state.DriverPod != logged && log is null or { IsCompleted: true })
                {
                    logged = state.DriverPod;
                    log = CopyLogAsync(new(key.Namespace, state.DriverPod), watcher, over.Token);
                }

                if (state.IsFinal)
                {
                    if (log is not null)
                        await log.WaitAsync(TimeSpan.FromSeconds(10), time, stop);
                    return state;
                }

                await Task.Delay(LookAgain, time, stop);
            }
        }
        catch (TimeoutException)
        {
            return before!; // the log did not end by itself; the state is final all the same
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    /// <summary>Waits for the container to start, then copies its log until it ends; a cut stream goes on after the last line told.</summary>
    private async Task CopyLogAsync(ObjectKey pod, IApplicationWatcher watcher, CancellationToken stop)
    {
        var told = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var reader = new StreamReader(await client.OpenLogAsync(pod, new LogQuery(Follow: true), stop));
                var line = 0;
                while (await reader.ReadLineAsync(stop) is { } text)
                {
                    if (line++ < told)
                        continue;
                    told++;
                    watcher.DriverWrote(text);
                }

                return;
            }
            catch (KubeException notYet) when (notYet.Code is 400 or 404)
            {
                if (await client.FindAsync(ResourceTypes.Pods, pod, stop) is not { } found || found.Status?["phase"]?.GetValue<string>() is "Succeeded" or "Failed")
                    return;
            }
            catch (Exception cut) when (cut is IOException or HttpRequestException or SocketException)
            {
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(LookAgain, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
