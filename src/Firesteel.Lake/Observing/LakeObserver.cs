using System.Collections.Immutable;
using Firesteel.Lake.Administration;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Planning;
using Firesteel.Lake.Policies;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Observing;

/// <summary>Looks at the store as far as the specification speaks of it.</summary>
/// <param name="keys">The keys a user is expected to have.</param>
public sealed class LakeObserver(LakeConnection connection, Func<UserSpecification, StoreCredentials> keys)
{
    public async Task<ObservedLake> ObserveAsync(LakeSpecification lake, CancellationToken stop = default)
    {
        var features = connection.Administration.Features;
        var buckets = ImmutableSortedDictionary.CreateBuilder<string, ObservedBucket>(StringComparer.Ordinal);
        foreach (var bucket in lake.Buckets)
        {
            if (await ObserveAsync(bucket, features, stop) is { } seen)
                buckets[bucket.Name] = seen;
        }

        var users = ImmutableSortedDictionary.CreateBuilder<string, ObservedUser>(StringComparer.Ordinal);
        foreach (var user in features.Users ? lake.Users : [])
            users[user.Name] = await ObserveAsync(user, features, stop);
        return new ObservedLake(features, buckets.ToImmutable(), users.ToImmutable());
    }

    private async Task<ObservedBucket?> ObserveAsync(BucketSpecification bucket, AdministrationFeatures features, CancellationToken stop)
    {
        var s3 = connection.Objects;
        if (!await s3.BucketExistsAsync(bucket.Name, stop))
            return null;
        var present = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var prefix in bucket.Directories)
        {
            await foreach (var _ in s3.ListAsync(bucket.Name, prefix, directories: false, pageSize: 1, stop))
            {
                present.Add(prefix);
                break;
            }
        }

        return new ObservedBucket(
            await s3.VersioningAsync(bucket.Name, stop),
            await s3.ObjectLockAsync(bucket.Name, stop),
            bucket.QuotaBytes is not null && features.Quota ? await connection.Administration.FindQuotaAsync(bucket.Name, stop) : null,
            bucket.Lifecycle is null ? [] : await s3.LifecycleAsync(bucket.Name, stop),
            present.ToImmutable());
    }

    private async Task<ObservedUser> ObserveAsync(UserSpecification user, AdministrationFeatures features, CancellationToken stop)
    {
        var policy = await connection.Administration.FindPolicyAsync(user.PolicyName, stop);
        ImmutableArray<string>? lines = policy is null ? null : PolicyText.Lines(policy);
        if (await connection.Administration.FindUserAsync(user.Name, stop) is not { } seen)
            return new ObservedUser(false, false, null, [], lines);
        return new ObservedUser(true, seen.Enabled, features.ChoosesKeys && seen.Enabled ? await KeyWorksAsync(user, stop) : null, seen.Policies, lines);
    }

    /// <summary>Whether the signature counts: a refusal for lack of rights proves the key as well as a listing does.</summary>
    private async Task<bool> KeyWorksAsync(UserSpecification user, CancellationToken stop)
    {
        var answer = await connection.Http.As(keys(user)).SendAsync(HttpMethod.Get, "/", stop: stop);
        return answer.Ok || answer.Error.Code is not ("SignatureDoesNotMatch" or "InvalidAccessKeyId");
    }
}
