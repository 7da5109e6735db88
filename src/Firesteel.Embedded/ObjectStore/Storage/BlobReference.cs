namespace Firesteel.Embedded.ObjectStore.Storage;

/// <param name="Inline">Small enough to lie in the index itself.</param>
internal readonly record struct BlobReference(Guid Id, long Length, bool Inline);
