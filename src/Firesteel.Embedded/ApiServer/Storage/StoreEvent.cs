namespace Firesteel.Embedded.ApiServer.Storage;

/// <summary>A change of one object, as watchers see it.</summary>
/// <param name="Before">Null when the object was created.</param>
/// <param name="After">The object after the change; for a deletion its last content with the deletion's revision.</param>
internal sealed record StoreEvent(long Revision, StoredObject? Before, StoredObject After, bool IsDeletion);
