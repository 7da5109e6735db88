namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <param name="Removed">The version that is gone for good; null when a marker was put on top, or nothing was there.</param>
/// <param name="Marker">The delete marker that was put on top.</param>
internal sealed record DeleteOutcome(ObjectVersion? Removed, ObjectVersion? Marker);
