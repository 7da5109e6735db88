using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Rules;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Checking;

/// <summary>
/// Asks the store, as the user, for what was granted and for what was not. Requests that must be refused are such that
/// nothing is harmed when they are not: a document the store cannot accept, a version of the probe's own object.
/// </summary>
internal sealed class UserProbe(LakeConnection connection, LakeSpecification lake)
{
    public async IAsyncEnumerable<ProbeResult> RunAsync(UserSpecification user, StoreCredentials keys, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var asUser = connection.Http.As(keys);
        var who = await asUser.SendAsync(HttpMethod.Get, "/", stop: stop);
        var (code, message) = who.Ok ? ("", "") : who.Error;
        var known = who.Ok || code is "AccessDenied" or "NotImplemented";
        yield return new ProbeResult(ProbeNames.User, user.Name, known, code, message);
        if (!known)
            yield break;

        foreach (var grant in user.Grants)
        {
            if (lake.Buckets.FirstOrDefault(b => b.Name == grant.Bucket)?.ObjectLock?.Mode == RetentionMode.Compliance)
                continue; // what a probe writes there, nobody can remove
            await foreach (var result in GrantAsync(user, grant, asUser, stop))
                yield return result;
        }

        foreach (var bucket in user.Grants.Select(grant => grant.Bucket).Distinct())
        {
            await foreach (var result in ForbiddenAsync(user, bucket, asUser, stop))
                yield return result;
        }
    }

    private async IAsyncEnumerable<ProbeResult> GrantAsync(UserSpecification user, Grant grant, StoreHttp asUser, [EnumeratorCancellation] CancellationToken stop)
    {
        var where = $"s3://{grant.Bucket}/{grant.Prefix}";
        var key = $"{grant.Prefix}.firesteel-check-{Guid.NewGuid():N}";
        var target = Target(grant.Bucket, key);
        // Rights that another grant of the user gives here too are no excess.
        var has = user.Grants.Where(other => other.Bucket == grant.Bucket && grant.Prefix.StartsWith(other.Prefix, StringComparison.Ordinal)).Aggregate(Rights.None, (all, other) => all | other.Rights);

        yield return await TryAsync(user, asUser, HttpMethod.Get, $"/{grant.Bucket}?list-type=2&max-keys=1&prefix={Uri.EscapeDataString(grant.Prefix)}", null, $"list {where}", (has & (Rights.List | Rights.Write)) != 0, grant.Bucket, stop);
        try
        {
            var write = await TryAsync(user, asUser, HttpMethod.Put, target, "firesteel lake check"u8.ToArray(), $"write {where}", has.HasFlag(Rights.Write), grant.Bucket, stop);
            yield return write;
            if (write.Ok && write.Probe == ProbeNames.Allowed)
            {
                // The object is there.
            }
            else if (!(await connection.Http.SendAsync(HttpMethod.Put, target, "firesteel lake check"u8.ToArray(), stop)).Ok)
            {
                yield break; // not even the administrator may write: a full or broken bucket, which another probe says
            }

            yield return await TryAsync(user, asUser, HttpMethod.Get, target, null, $"read {where}", has.HasFlag(Rights.Read), grant.Bucket, stop);
            var version = (await connection.Http.SendAsync(HttpMethod.Head, target, stop: stop)).Headers.GetValueOrDefault("x-amz-version-id");
            if (version is { Length: > 0 } and not "null")
                yield return await TryAsync(user, asUser, HttpMethod.Delete, $"{target}?versionId={Uri.EscapeDataString(version)}", null, $"delete old versions in {where}", false, grant.Bucket, stop);
            yield return await TryAsync(user, asUser, HttpMethod.Delete, target, null, $"delete in {where}", has.HasFlag(Rights.Delete), grant.Bucket, stop);
        }
        finally
        {
            await RemoveAsync(grant.Bucket, key);
        }
    }

    private async IAsyncEnumerable<ProbeResult> ForbiddenAsync(UserSpecification user, string bucket, StoreHttp asUser, [EnumeratorCancellation] CancellationToken stop)
    {
        var nonsense = "<NoSuchDocument/>"u8.ToArray();
        yield return await TryAsync(user, asUser, HttpMethod.Get, $"/{bucket}?policy", null, $"read the policy of the bucket {bucket}", false, bucket, stop);
        yield return await TryAsync(user, asUser, HttpMethod.Put, $"/{bucket}?versioning", nonsense, $"change the versioning of the bucket {bucket}", false, bucket, stop);
        if (lake.Store.Kind is StoreKind.MinIo or StoreKind.RustFs)
            yield return await TryAsync(user, asUser, HttpMethod.Get, "/minio/admin/v3/list-users", null, "list the users of the store", false, bucket, stop);
        if (lake.Store.Kind == StoreKind.Embedded)
            yield return await TryAsync(user, asUser, HttpMethod.Get, $"/firesteel/admin/v1/users/{Uri.EscapeDataString(user.Name)}", null, "read the users of the store", false, bucket, stop);

        if (user.Grants.Any(grant => grant.Bucket == bucket && grant.Prefix.Length == 0))
            yield break;
        var outside = $".firesteel-check-outside-{Guid.NewGuid():N}";
        try
        {
            yield return await TryAsync(user, asUser, HttpMethod.Put, Target(bucket, outside), [], $"write outside its prefixes in s3://{bucket}/", false, bucket, stop);
            yield return await TryAsync(user, asUser, HttpMethod.Get, $"/{bucket}?list-type=2&max-keys=1", null, $"list all of s3://{bucket}/", false, bucket, stop);
        }
        finally
        {
            await RemoveAsync(bucket, outside);
        }
    }

    private static async Task<ProbeResult> TryAsync(UserSpecification user, StoreHttp asUser, HttpMethod method, string target, byte[]? body, string action, bool granted, string bucket, CancellationToken stop)
    {
        var answer = await asUser.SendAsync(method, target, body, stop);
        var facts = StoreProbe.Facts(("action", action), ("bucket", bucket));
        var (code, message) = answer.Ok ? ("", "") : answer.Error;
        if (granted)
            return new ProbeResult(ProbeNames.Allowed, user.Name, answer.Ok, code, message, facts);
        // Anything but a refusal shows that the request got past the policy.
        var refused = answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;
        return new ProbeResult(ProbeNames.Forbidden, user.Name, refused, code, message, facts);
    }

    /// <summary>Removes what the probe left, all versions of it. Best effort: what remains is a few bytes under a telling name.</summary>
    private async Task RemoveAsync(string bucket, string key)
    {
        var versions = await connection.Http.SendAsync(HttpMethod.Get, $"/{bucket}?prefix={Uri.EscapeDataString(key)}&versions");
        var ids = versions.Ok ? VersionListing.Ids(versions.Body, key) : [];
        foreach (var id in ids)
            await connection.Http.SendAsync(HttpMethod.Delete, $"{Target(bucket, key)}?versionId={Uri.EscapeDataString(id)}", headers: ("x-amz-bypass-governance-retention", "true"));
        if (ids.IsEmpty)
            await connection.Http.SendAsync(HttpMethod.Delete, Target(bucket, key));
    }

    private static string Target(string bucket, string key)
    {
        var path = new StringBuilder("/").Append(bucket);
        foreach (var segment in key.Split('/'))
            path.Append('/').Append(Uri.EscapeDataString(segment));
        return path.ToString();
    }
}
