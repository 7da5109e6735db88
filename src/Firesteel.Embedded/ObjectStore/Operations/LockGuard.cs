using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>What object lock forbids, to everybody: not even the root user gets past compliance or a legal hold.</summary>
internal static class LockGuard
{
    /// <exception cref="S3Exception">The version is locked.</exception>
    public static void Remove(S3Call call, ObjectVersion version)
    {
        if (version.LegalHold == true || (version.Retention is { } retention && retention.Until > call.Now && !(retention.Mode == LockMode.Governance && Bypasses(call, version))))
            throw new S3Exception(S3Errors.AccessDenied, "Access Denied because object protected by object lock.");
    }

    /// <exception cref="S3Exception">The retention may not be changed so.</exception>
    public static void Change(S3Call call, ObjectVersion version, Retention? changed)
    {
        if (version.Retention is not { } retention || retention.Until <= call.Now)
            return;
        var longer = changed is not null && changed.Until >= retention.Until && changed.Mode == retention.Mode;
        if (!longer && !(retention.Mode == LockMode.Governance && Bypasses(call, version)))
            throw new S3Exception(S3Errors.AccessDenied, "Access Denied because object protected by object lock.");
    }

    private static bool Bypasses(S3Call call, ObjectVersion version) =>
        string.Equals(call.Header("x-amz-bypass-governance-retention"), "true", StringComparison.OrdinalIgnoreCase)
        && call.May("s3:BypassGovernanceRetention", version.Key, version);
}
