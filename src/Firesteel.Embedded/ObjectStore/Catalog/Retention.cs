namespace Firesteel.Embedded.ObjectStore.Catalog;

internal sealed record Retention(LockMode Mode, DateTimeOffset Until);
