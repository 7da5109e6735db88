using System.Collections.Immutable;
using Firesteel.Embedded.ObjectStore.Access;

namespace Firesteel.Embedded.ObjectStore.Users;

/// <param name="Account">The user's own account; null: the store's, where policies say what it may do.</param>
/// <param name="Policies">Names of policies.</param>
internal sealed record StoreUser(string Name, ImmutableArray<AccessKey> Keys, ImmutableArray<string> Policies, Account? Account = null, bool Enabled = true);
