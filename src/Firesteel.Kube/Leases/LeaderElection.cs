using Firesteel.Kube.Client;
using Firesteel.Kube.Problems;
using Microsoft.Extensions.Logging;

namespace Firesteel.Kube.Leases;

/// <summary>
/// Of several processes one leads at a time: the holder of a Lease. A leader that cannot renew stops before others may take over.
/// </summary>
public sealed class LeaderElection
{
    /// <summary>Up to this many retry periods more between two tries, so that candidates do not move in step.</summary>
    internal const double JitterFactor = 1.2;

    private readonly LeaderElectionOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly LeaseLock @lock;
    private volatile bool holds;
    private long renewedAt;

    /// <exception cref="ProblemException">The options make no sense.</exception>
    public LeaderElection(IKubeClient client, LeaderElectionOptions options, TimeProvider time, ILogger logger)
    {
        if (options.Validate() is { Length: > 0 } problems)
            throw new ProblemException(problems);
        (this.options, this.time, this.logger) = (options, time, logger);
        @lock = new(client, options, time);
    }

    /// <summary>True only as long as the last renewal vouches for it.</summary>
    public bool IsLeader => holds && time.GetElapsedTime(Volatile.Read(ref renewedAt)) < options.RenewDeadline;

    /// <summary>Identity of the last known leader; empty when there is none.</summary>
    public string Leader => @lock.Holder;

    /// <summary>
    /// Waits for the lease, then runs <paramref name="lead"/>; after a loss it waits again. Ends when <paramref name="lead"/> ends by itself
    /// or on <paramref name="stop"/>, and gives the lease back once the work is over.
    /// </summary>
    /// <param name="lead">Its token says that leadership was lost or the end has come: stop at once, others take over within <c>LeaseDuration - RenewDeadline</c>.</param>
    /// <param name="stop">Ends waiting and leading.</param>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await TryAsync(stop).ConfigureAwait(false))
            {
                logger.Elected(options.Identity, options.Lease);
                if (await LeadAsync(lead, stop).ConfigureAwait(false))
                    return;
                logger.Lost(options.Identity, options.Lease);
            }

            await PauseAsync(options.RetryPeriod * (1 + (Random.Shared.NextDouble() * JitterFactor)), stop).ConfigureAwait(false);
        }
    }

    /// <returns>True when the work ended by itself or was told to stop, false when the lease was lost.</returns>
    private async Task<bool> LeadAsync(Func<CancellationToken, Task> lead, CancellationToken stop)
    {
        using var lost = new CancellationTokenSource();
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stop, lost.Token);
        await using var deadline = time.CreateTimer(_ => lost.Cancel(), null, Remaining(), Timeout.InfiniteTimeSpan);
        var work = WorkAsync(lead, leading.Token);

        // Also while the work is coming to its end: others must not begin before that.
        while (!work.IsCompleted && !lost.IsCancellationRequested)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(lost.Token);
            await Task.WhenAny(work, PauseAsync(options.RetryPeriod, over.Token)).ConfigureAwait(false);
            over.Cancel();
            if (work.IsCompleted || lost.IsCancellationRequested)
                break;
            if (await TryAsync(lost.Token).ConfigureAwait(false))
                deadline.Change(Remaining(), Timeout.InfiniteTimeSpan);
            else if (Leader != options.Identity)
                lost.Cancel();
        }

        var wasLost = lost.IsCancellationRequested;
        holds = !wasLost;
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (leading.IsCancellationRequested)
        {
            // As it was told.
        }
        finally
        {
            holds = false;
            if (!wasLost)
                await ReleaseAsync().ConfigureAwait(false);
        }

        return !wasLost;
    }

    private static async Task WorkAsync(Func<CancellationToken, Task> lead, CancellationToken stop) => await lead(stop).ConfigureAwait(false);

    /// <summary>The lease counts from when its renewal was sent, not from when the answer came.</summary>
    private TimeSpan Remaining()
    {
        var remaining = options.RenewDeadline - time.GetElapsedTime(Volatile.Read(ref renewedAt));
        return remaining < TimeSpan.Zero ? TimeSpan.Zero : remaining;
    }

    private async Task<bool> TryAsync(CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(options.RenewDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        var sentAt = time.GetTimestamp();
        try
        {
            if (!await @lock.TryAsync(either.Token).ConfigureAwait(false))
                return false;
            Volatile.Write(ref renewedAt, sentAt);
            return holds = true;
        }
        catch (Exception e) when (e is KubeException or HttpRequestException or OperationCanceledException)
        {
            if (!stop.IsCancellationRequested)
                logger.NotRenewed(options.Identity, options.Lease, e.Message);
            return false;
        }
    }

    private async Task ReleaseAsync()
    {
        using var timeout = new CancellationTokenSource(options.RetryPeriod, time);
        try
        {
            await @lock.ReleaseAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KubeException or HttpRequestException or OperationCanceledException)
        {
            // It runs out by itself.
            logger.NotReleased(options.Identity, options.Lease, e.Message);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stop) =>
        await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
