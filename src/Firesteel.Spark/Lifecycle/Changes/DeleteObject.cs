using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Lifecycle.Changes;

/// <param name="Uid">Only the object with this uid is meant; null for whichever has the name.</param>
/// <param name="GracePeriod">Null for the object's own.</param>
/// <param name="DependantsFirst">It stays, marked as being deleted, until what it owns is gone.</param>
public sealed record DeleteObject(ResourceType Type, ObjectKey Key, string? Uid, TimeSpan? GracePeriod = null, bool DependantsFirst = false) : Change;
