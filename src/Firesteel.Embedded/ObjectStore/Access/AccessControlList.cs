using System.Collections.Immutable;

namespace Firesteel.Embedded.ObjectStore.Access;

/// <summary>Who may do what with a bucket or an object, beside policies.</summary>
/// <param name="Owner">Canonical user id.</param>
internal sealed record AccessControlList(string Owner, ImmutableArray<Grant> Grants)
{
    public bool IsPublic => Grants.Any(grant => grant.IsPublic);

    public static AccessControlList Private(string owner) => new(owner, [new Grant(owner, Permission.FullControl)]);

    /// <param name="name">Null: private.</param>
    /// <param name="bucketOwner">Of the bucket that an object lies in; for a bucket itself its owner.</param>
    /// <returns>Null when there is no such canned list.</returns>
    public static AccessControlList? Canned(string? name, string owner, string bucketOwner)
    {
        Grant? further = null;
        Grant? another = null;
        switch (name)
        {
            case null or "" or "private":
                break;
            case "public-read":
                further = new(Grant.AllUsers, Permission.Read);
                break;
            case "public-read-write":
                further = new(Grant.AllUsers, Permission.Read);
                another = new(Grant.AllUsers, Permission.Write);
                break;
            case "authenticated-read":
                further = new(Grant.AuthenticatedUsers, Permission.Read);
                break;
            case "bucket-owner-read":
                further = bucketOwner == owner ? null : new(bucketOwner, Permission.Read);
                break;
            case "bucket-owner-full-control":
                further = bucketOwner == owner ? null : new(bucketOwner, Permission.FullControl);
                break;
            case "log-delivery-write":
                further = new(Grant.LogDelivery, Permission.Write);
                another = new(Grant.LogDelivery, Permission.ReadAcp);
                break;
            default:
                return null;
        }

        var list = Private(owner);
        foreach (var grant in (ReadOnlySpan<Grant?>)[further, another])
        {
            if (grant is not null)
                list = list with { Grants = list.Grants.Insert(list.Grants.Length - 1, grant) };
        }

        return list;
    }

    /// <param name="ignorePublic">The bucket's public access block says that public grants count for nothing.</param>
    public bool Permits(Caller caller, Permission wanted, bool ignorePublic)
    {
        foreach (var grant in Grants)
        {
            if ((grant.Permission & wanted) != wanted)
                continue;
            if (!caller.IsAnonymous && grant.Grantee == caller.Account!.Id)
                return true;
            if (!ignorePublic && (grant.Grantee == Grant.AllUsers || (grant.Grantee == Grant.AuthenticatedUsers && !caller.IsAnonymous)))
                return true;
        }

        return false;
    }
}
