using System.Runtime.CompilerServices;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Observing;
using Firesteel.Lake.Rules;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Checking;

/// <summary>Proves a lake by asking: first as the administrator, then as each user. What it finds, rules explain.</summary>
/// <param name="keys">The keys a user is expected to have.</param>
public sealed class LakeChecker(LakeConnection connection, Func<UserSpecification, StoreCredentials> keys, TimeProvider time)
{
    /// <summary>Stops after a probe on which all others rest.</summary>
    public async IAsyncEnumerable<ProbeResult> RunAsync(LakeSpecification lake, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await foreach (var result in new StoreProbe(connection.Http, lake.Store.Region, lake.Buckets.FirstOrDefault()?.Name ?? "firesteel", time).RunAsync(stop))
        {
            yield return result;
            if (!result.Ok)
                yield break;
        }

        var seen = await new LakeObserver(connection, keys).ObserveAsync(lake, stop);
        foreach (var result in ObservedProbes.Of(lake, seen))
            yield return result;

        if (!seen.Features.ChoosesKeys)
            yield break; // the keys are in the store's or the cluster's hands, not in ours
        var users = new UserProbe(connection, lake);
        foreach (var user in lake.Users.Where(user => user.Grants.All(grant => seen.Buckets.ContainsKey(grant.Bucket))))
        {
            await foreach (var result in users.RunAsync(user, keys(user), stop))
                yield return result;
        }
    }
}
