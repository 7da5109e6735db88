namespace Firesteel.Embedded.ObjectStore.Catalog;

internal sealed record ListedVersion(ObjectVersion Version, bool IsLatest);
