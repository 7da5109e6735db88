using System.Collections.Immutable;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Planning.Changes;
using Firesteel.Lake.Signing;

namespace Firesteel.Lake.Applying;

/// <summary>Makes changes in their order; the first that fails stops the rest, because later ones build on earlier ones.</summary>
/// <param name="keyOf">The keys a user shall have, by name.</param>
public sealed class LakeApplier(LakeConnection connection, Func<string, StoreCredentials> keyOf)
{
    /// <param name="done">Told after each change.</param>
    public async Task<ApplyOutcome> ApplyAsync(ImmutableArray<LakeChange> changes, Action<LakeChange>? done = null, CancellationToken stop = default)
    {
        for (var i = 0; i < changes.Length; i++)
        {
            try
            {
                await MakeAsync(changes[i], stop);
                done?.Invoke(changes[i]);
            }
            catch (Exception failed) when (stop.IsCancellationRequested || failed is StoreException or HttpRequestException or IOException or TaskCanceledException)
            {
                // Who breaks off wants to know what is left as much as who was refused.
                return new ApplyOutcome(changes[..i], changes[i], stop.IsCancellationRequested ? "broken off; whether the store made it is not known" : failed.Message, changes[(i + 1)..]);
            }
        }

        return new ApplyOutcome(changes, null, null, []);
    }

    private Task MakeAsync(LakeChange change, CancellationToken stop) => change switch
    {
        CreateBucket c => connection.Objects.CreateBucketAsync(c.Bucket, c.Region, c.ObjectLock, stop),
        SetVersioning c => connection.Objects.SetVersioningAsync(c.Bucket, c.Enabled, stop),
        SetObjectLock c => connection.Objects.SetObjectLockAsync(c.Bucket, c.Wanted, stop),
        SetLifecycle c => connection.Objects.SetLifecycleAsync(c.Bucket, c.Wanted, stop),
        SetQuota c => connection.Administration.SetQuotaAsync(c.Bucket, c.Bytes, stop),
        WriteMarker c => connection.Objects.PutAsync(c.Bucket, c.Key, Stream.Null, null, stop),
        WritePolicy c => connection.Administration.PutPolicyAsync(c.Name, c.Policy, stop),
        WriteUser c => connection.Administration.PutUserAsync(c.Name, keyOf(c.Name).SecretKey, stop),
        SetUserPolicies c => connection.Administration.SetUserPoliciesAsync(c.User, c.Wanted, stop),
        _ => throw new InvalidOperationException($"no way to make the change {change.GetType().Name}"),
    };
}
