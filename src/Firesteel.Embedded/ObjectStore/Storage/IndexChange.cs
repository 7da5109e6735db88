namespace Firesteel.Embedded.ObjectStore.Storage;

internal readonly record struct IndexChange(IndexChangeKind Kind, byte[] Key, byte[]? Value);
