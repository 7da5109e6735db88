using System.Collections.Immutable;
using Firesteel.History.Listing;

namespace Firesteel.History.Serving;

/// <summary>Who asks. Without a name everything is allowed, as in Spark without an authentication filter.</summary>
public sealed record Viewer(string? User, ImmutableArray<string> Groups)
{
    public static Viewer Nobody { get; } = new(null, []);

    /// <summary>Spark's rule: the application's user, its view and admin ACLs, and the server's admins; <c>*</c> is everyone.</summary>
    public bool MaySee(LogEntry entry, AccessOptions access) =>
        !access.Enabled || string.IsNullOrEmpty(User) || User == entry.User
        || Holds(access.Admins, User) || Holds(Split(entry.AdminAcls), User) || Holds(Split(entry.ViewAcls), User)
        || Groups.Any(group => access.AdminGroups.Contains(group) || Split(entry.AdminGroups).Contains(group) || Split(entry.ViewGroups).Contains(group))
        || access.AdminGroups.Contains("*") || Split(entry.AdminGroups).Contains("*") || Split(entry.ViewGroups).Contains("*");

    private static bool Holds(ImmutableArray<string> acl, string user) => acl.Contains(user) || acl.Contains("*");

    private static ImmutableArray<string> Split(string acl) => [.. acl.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
