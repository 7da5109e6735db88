namespace Firesteel.Embedded.ObjectStore.Access;

/// <summary>Who owns buckets and objects. The store has one of its own; a user may be the owner of a further one.</summary>
/// <param name="Id">The canonical user id of S3.</param>
internal sealed record Account(string Id, string DisplayName, string? Email = null);
