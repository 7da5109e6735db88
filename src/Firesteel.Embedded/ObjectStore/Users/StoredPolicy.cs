namespace Firesteel.Embedded.ObjectStore.Users;

/// <param name="Document">JSON.</param>
internal sealed record StoredPolicy(string Name, string Document);
