using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Policies;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>
/// Whether a caller may do something, as AWS decides: an explicit deny anywhere wins; inside an account one allow is enough, be it of the user,
/// of the bucket's policy or of an access control list; from another account both sides have to agree.
/// </summary>
internal static class Authorization
{
    private static readonly HashSet<string> PolicyActions = ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"];

    /// <param name="key">Null for what concerns the bucket.</param>
    /// <param name="existing">The version concerned, where there is one: its owner, grants and tags count.</param>
    public static bool Allows(S3Call call, Bucket bucket, string action, string? key, ObjectVersion? existing)
    {
        var caller = call.Caller;
        if (caller.IsRoot)
            return true;
        var request = new PolicyRequest(caller, action, key is null ? bucket.Name : $"{bucket.Name}/{key}", new RequestConditions(call, existing).Values);
        var ofBucket = bucket.Policy?.Evaluate(request) ?? PolicyDecision.None;
        var isOwner = caller.IsAccountOwner && caller.Account!.Id == bucket.Owner;
        if (ofBucket == PolicyDecision.Deny && !(isOwner && PolicyActions.Contains(action)))
            return false;
        var restricted = bucket.Configuration.PublicAccess is { RestrictPublicBuckets: true } && bucket.Policy is { IsPublic: true } && caller.Account?.Id != bucket.Owner;
        if (restricted && ofBucket == PolicyDecision.Allow)
            ofBucket = PolicyDecision.None;

        var ofCaller = OfCaller(caller, request);
        if (ofCaller == PolicyDecision.Deny)
            return false;
        if (!caller.IsAnonymous && caller.Account!.Id == bucket.Owner)
        {
            var foreign = existing is not null && existing.Owner != bucket.Owner && bucket.HasAcls && PermissionFor(action).OnObject;
            if (ofBucket == PolicyDecision.Allow || (ofCaller == PolicyDecision.Allow && !foreign))
                return caller.KeyPolicy is null || caller.KeyPolicy.Evaluate(request) == PolicyDecision.Allow;
        }

        if (!caller.IsAnonymous && ofCaller != PolicyDecision.Allow)
            return false;
        return ofBucket == PolicyDecision.Allow || ByGrants(caller, bucket, action, existing);
    }

    /// <summary>The bucket's own grants, not a policy, let the caller of another account write.</summary>
    public static bool MayWriteByGrants(S3Call call, Bucket bucket) => call.Caller.Account?.Id != bucket.Owner && ByGrants(call.Caller, bucket, "s3:PutObject", null);

    /// <summary>What policies of the caller alone say about the service as a whole.</summary>
    public static bool AllowsService(S3Call call, string action) =>
        call.Caller.IsRoot || OfCaller(call.Caller, new(call.Caller, action, "", new RequestConditions(call, null).Values)) == PolicyDecision.Allow;

    public static bool AllowsCreation(S3Call call, string bucket, string action) =>
        call.Caller.IsRoot || OfCaller(call.Caller, new(call.Caller, action, bucket, new RequestConditions(call, null).Values)) == PolicyDecision.Allow;

    private static PolicyDecision OfCaller(Caller caller, PolicyRequest request)
    {
        if (caller.IsAnonymous)
            return PolicyDecision.None;
        var decision = caller.IsAccountOwner ? PolicyDecision.Allow : PolicyDecision.None;
        foreach (var policy in caller.Policies)
        {
            var one = policy.Evaluate(request);
            if (one == PolicyDecision.Deny)
                return PolicyDecision.Deny;
            if (one == PolicyDecision.Allow)
                decision = PolicyDecision.Allow;
        }

        return caller.KeyPolicy?.Evaluate(request) switch
        {
            null => decision,
            PolicyDecision.Allow => decision,
            var narrowed => narrowed.Value,
        };
    }

    private static bool ByGrants(Caller caller, Bucket bucket, string action, ObjectVersion? existing)
    {
        if (!bucket.HasAcls)
            return false;
        var (permission, onObject) = PermissionFor(action);
        if (permission == Permission.None || (onObject && existing is null))
            return false;
        var ignorePublic = bucket.Configuration.PublicAccess is { IgnorePublicAcls: true } or { RestrictPublicBuckets: true };
        return (onObject ? existing!.EffectiveAcl : bucket.Acl).Permits(caller, permission, ignorePublic);
    }

    /// <summary>The grant that stands for an action. Source: AWS's table of ACL permissions and access policy permissions.</summary>
    private static (Permission Permission, bool OnObject) PermissionFor(string action) => action switch
    {
        "s3:ListBucket" or "s3:ListBucketVersions" or "s3:ListBucketMultipartUploads" => (Permission.Read, false),
        "s3:PutObject" or "s3:DeleteObject" or "s3:DeleteObjectVersion" or "s3:AbortMultipartUpload" or "s3:ListMultipartUploadParts" => (Permission.Write, false),
        "s3:GetBucketAcl" => (Permission.ReadAcp, false),
        "s3:PutBucketAcl" => (Permission.WriteAcp, false),
        "s3:GetObject" or "s3:GetObjectVersion" or "s3:GetObjectAttributes" or "s3:GetObjectVersionAttributes" => (Permission.Read, true),
        "s3:GetObjectAcl" or "s3:GetObjectVersionAcl" => (Permission.ReadAcp, true),
        "s3:PutObjectAcl" or "s3:PutObjectVersionAcl" => (Permission.WriteAcp, true),
        _ => (Permission.None, false),
    };
}
