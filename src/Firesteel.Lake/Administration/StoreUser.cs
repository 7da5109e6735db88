using System.Collections.Immutable;

namespace Firesteel.Lake.Administration;

/// <summary>A user as the store knows it.</summary>
/// <param name="Policies">Names of the policies attached to the user directly.</param>
public sealed record StoreUser(string Name, bool Enabled, ImmutableSortedSet<string> Policies);
