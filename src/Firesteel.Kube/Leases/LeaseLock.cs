using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Leases;

/// <summary>
/// One candidate's hand on the lease. Whether another's lease has run out is judged only by how long this process has seen it unchanged,
/// so clocks that differ do no harm.
/// </summary>
internal sealed class LeaseLock(IKubeClient client, LeaderElectionOptions options, TimeProvider time)
{
    private KubeObject? observed;
    private LeaseRecord? record;
    private long observedAt;

    /// <summary>The last known holder; empty when nobody is.</summary>
    public string Holder => record?.Holder ?? "";

    private bool IsOurs => Holder == options.Identity;

    /// <summary>Takes the lease if it is free, or renews it.</summary>
    /// <returns>False when it is another's, or another was quicker.</returns>
    /// <exception cref="KubeException">The API refuses.</exception>
    /// <exception cref="HttpRequestException">The API does not answer.</exception>
    public async Task<bool> TryAsync(CancellationToken stop)
    {
        // Nobody writes to a lease that is held and renewed, so what was last seen is most probably still right.
        if (observed is not null && IsOurs && await WriteAsync(observed, stop).ConfigureAwait(false))
            return true;
        if (await client.FindAsync(ResourceTypes.Leases, options.Lease, stop).ConfigureAwait(false) is not { } lease)
            return await CreateAsync(stop).ConfigureAwait(false);
        Observe(lease);
        var runsOut = record!.Duration ?? options.LeaseDuration;
        if (Holder.Length > 0 && !IsOurs && time.GetElapsedTime(observedAt) < runsOut)
            return false;
        return await WriteAsync(lease, stop).ConfigureAwait(false);
    }

    /// <summary>Gives the lease back, so that the next one need not wait until it runs out.</summary>
    public async Task ReleaseAsync(CancellationToken stop)
    {
        if (observed is null || !IsOurs)
            return;
        var now = LeaseRecord.MicroTime(time.GetUtcNow());
        var free = record! with { Holder = "", Duration = TimeSpan.FromSeconds(1), AcquireTime = now, RenewTime = now };
        Observe(await client.ReplaceAsync(ResourceTypes.Leases, free.WriteTo(observed), stop: stop).ConfigureAwait(false));
    }

    private async Task<bool> CreateAsync(CancellationToken stop)
    {
        var now = LeaseRecord.MicroTime(time.GetUtcNow());
        var first = new LeaseRecord(options.Identity, options.LeaseDuration, now, now, 0);
        try
        {
            var lease = KubeObject.Of(ResourceTypes.Leases, options.Lease.Namespace, options.Lease.Name);
            Observe(await client.CreateAsync(ResourceTypes.Leases, first.WriteTo(lease), stop).ConfigureAwait(false));
            return true;
        }
        catch (KubeException e) when (e.IsAlreadyExists)
        {
            return false;
        }
    }

    private async Task<bool> WriteAsync(KubeObject lease, CancellationToken stop)
    {
        var now = LeaseRecord.MicroTime(time.GetUtcNow());
        var before = LeaseRecord.Of(lease);
        var after = before.Holder == options.Identity
            ? before with { Duration = options.LeaseDuration, RenewTime = now }
            : new LeaseRecord(options.Identity, options.LeaseDuration, now, now, before.Transitions + 1);
        try
        {
            Observe(await client.ReplaceAsync(ResourceTypes.Leases, after.WriteTo(lease), stop: stop).ConfigureAwait(false));
            return true;
        }
        catch (KubeException e) when (e.IsConflict || e.IsNotFound)
        {
            return false;
        }
    }

    private void Observe(KubeObject lease)
    {
        var seen = LeaseRecord.Of(lease);
        if (seen != record)
            (record, observedAt) = (seen, time.GetTimestamp());
        observed = lease;
    }
}
