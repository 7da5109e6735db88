using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Policies;

namespace Firesteel.Embedded.ObjectStore.Access;

/// <summary>On whose behalf a request is made.</summary>
/// <param name="Account">Null for the anonymous caller.</param>
/// <param name="IsRoot">The administrator of the store: passes everything but object lock.</param>
/// <param name="IsAccountOwner">Needs no policy for what its own account owns.</param>
/// <param name="KeyPolicy">Of the access key: narrows what the user may do.</param>
internal sealed record Caller(
    string? User, string? AccessKey, Account? Account, bool IsRoot, bool IsAccountOwner, ImmutableArray<PolicyDocument> Policies, PolicyDocument? KeyPolicy)
{
    public static Caller Anonymous { get; } = new(null, null, null, false, false, [], null);

    public bool IsAnonymous => Account is null;
}
