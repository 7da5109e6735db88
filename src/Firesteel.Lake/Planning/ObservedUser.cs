using System.Collections.Immutable;

namespace Firesteel.Lake.Planning;

/// <param name="Exists">There may be a policy of that name before there is the user.</param>
/// <param name="KeyWorks">The expected secret key is accepted; null where the store makes keys itself.</param>
/// <param name="PolicyLines">Of the generated policy's namesake, as <see cref="Policies.PolicyText"/>; null when there is none.</param>
public sealed record ObservedUser(bool Exists, bool Enabled, bool? KeyWorks, ImmutableSortedSet<string> Policies, ImmutableArray<string>? PolicyLines);
