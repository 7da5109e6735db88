using System.Collections.Immutable;

namespace Firesteel.Lake.Planning.Changes;

public sealed record SetUserPolicies(string User, ImmutableSortedSet<string> Wanted, ImmutableSortedSet<string> Before)
    : LakeChange('~', $"user {User}: policies {Show(Before)} -> {Show(Wanted)}")
{
    private static string Show(ImmutableSortedSet<string> names) => names.IsEmpty ? "none" : string.Join(", ", names);
}
