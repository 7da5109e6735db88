namespace Firesteel.Embedded.ObjectStore.Access;

/// <param name="Grantee">A canonical user id, or the URI of a group.</param>
internal sealed record Grant(string Grantee, Permission Permission)
{
    public const string AllUsers = "http://acs.amazonaws.com/groups/global/AllUsers";
    public const string AuthenticatedUsers = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
    public const string LogDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    public bool IsGroup => Grantee.StartsWith("http://", StringComparison.Ordinal);

    public bool IsPublic => Grantee is AllUsers or AuthenticatedUsers;
}
