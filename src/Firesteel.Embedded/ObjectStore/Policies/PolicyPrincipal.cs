using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Access;

namespace Firesteel.Embedded.ObjectStore.Policies;

/// <summary>Whom a statement of a bucket policy is about: ids of accounts, names of users, ARNs, or everybody.</summary>
internal sealed record PolicyPrincipal(ImmutableArray<string> Names)
{
    public bool IsEverybody => Names.Contains("*");

    public bool Matches(Caller caller) => IsEverybody || (!caller.IsAnonymous && Names.Any(name => Is(name, caller)));

    private static bool Is(string name, Caller caller)
    {
        if (!name.StartsWith("arn:", StringComparison.Ordinal))
            return name == caller.Account!.Id;
        // arn:partition:iam::account:root, …:user/path/name; the account may be empty.
        var parts = name.Split(':', 6);
        if (parts.Length < 6 || parts[2] is not ("iam" or "sts"))
            return false;
        var (account, subject) = (parts[4], parts[5]);
        if (subject == "root")
            return account == caller.Account!.Id;
        if (!subject.StartsWith("user/", StringComparison.Ordinal))
            return false;
        var user = subject[(subject.LastIndexOf('/') + 1)..];
        var qualified = account.Length == 0 ? user : $"{account}${user}";
        return (user == caller.User && (account.Length == 0 || account == caller.Account!.Id))
            || (caller.IsAccountOwner && (user == caller.Account!.Id || qualified == caller.Account.Id));
    }
}
