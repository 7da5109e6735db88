using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Planning;

/// <summary>How a user is made on stores whose administration is not spoken here.</summary>
internal static class UserAdvice
{
    public static string For(StoreKind kind, UserSpecification user) => kind switch
    {
        StoreKind.Garage => $"run: garage key create {user.Name}{string.Concat(user.Grants.Select(grant => $" && garage bucket allow {(grant.Rights.HasFlag(Rights.Read) ? "--read " : "")}{(grant.Rights.HasFlag(Rights.Write) ? "--write " : "")}{grant.Bucket} --key {user.Name}"))}",
        StoreKind.CephRgw => $"run: radosgw-admin user create --uid={user.Name} --display-name={user.Name}, and put a bucket policy for it",
        _ => "make the user with the store's own tool",
    };
}
