using System.Collections.Immutable;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Authorization;

/// <summary>Acting as somebody else (<c>kubectl --as</c>), for those who may.</summary>
internal static class Impersonation
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string UidHeader = "Impersonate-Uid";
    private const string ExtraPrefix = "Impersonate-Extra-";
    private const string AuthenticationGroup = "authentication.k8s.io";

    /// <returns>Whom the request acts as; the user itself when it asks for nobody else.</returns>
    /// <exception cref="ApiException">403 for those who may not, 500 for a request that names no user.</exception>
    public static UserInfo Apply(HttpRequest request, UserInfo user, RoleAuthorizer authorizer)
    {
        var headers = request.Headers;
        var name = headers[UserHeader].ToString();
        var groups = headers[GroupHeader].OfType<string>().ToImmutableArray();
        var uid = headers[UidHeader].ToString();
        var extra = headers.Where(header => header.Key.StartsWith(ExtraPrefix, StringComparison.OrdinalIgnoreCase))
            .ToImmutableDictionary(header => Uri.UnescapeDataString(header.Key[ExtraPrefix.Length..].ToLowerInvariant()), header => header.Value.OfType<string>().ToImmutableArray());
        if (name.Length == 0)
        {
            return groups.IsEmpty && uid.Length == 0 && extra.IsEmpty ? user
                : throw Statuses.InternalError("an impersonation names groups, a uid or more, but no user");
        }

        var (space, account) = UserInfo.AccountOf(name);
        Require(account.Length > 0 ? new(user, "impersonate", "", "serviceaccounts", Namespace: space, Name: account) : new(user, "impersonate", "", "users", Name: name), authorizer);
        foreach (var group in groups)
            Require(new(user, "impersonate", "", "groups", Name: group), authorizer);
        foreach (var (key, values) in extra)
        {
            foreach (var value in values)
                Require(new(user, "impersonate", AuthenticationGroup, "userextras", key, Name: value), authorizer);
        }

        if (uid.Length > 0)
            Require(new(user, "impersonate", AuthenticationGroup, "uids", Name: uid), authorizer);
        if (groups.IsEmpty && account.Length > 0)
            groups = UserInfo.ServiceAccount(space, account, "").Groups;
        var common = name == UserInfo.Anonymous.Name ? UserInfo.Unauthenticated : UserInfo.Authenticated;
        if (!groups.Contains(UserInfo.Unauthenticated) && !groups.Contains(common))
            groups = groups.Add(common);
        return new(name, uid, groups, extra);
    }

    private static void Require(AccessRequest request, RoleAuthorizer authorizer)
    {
        if (authorizer.Decide(request) is { IsAllowed: false, Reason: var reason })
            throw request.Refused(reason);
    }
}
