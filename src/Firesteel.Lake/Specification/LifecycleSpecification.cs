using System.Collections.Immutable;

namespace Firesteel.Lake.Specification;

/// <param name="AbortUploadsDays">Incomplete multipart uploads are dropped after so many days.</param>
/// <param name="NoncurrentDays">Old versions go after so many days.</param>
/// <param name="ExpireDeleteMarkers">Delete markers with nothing behind them go.</param>
/// <param name="Expire">Whole objects under a prefix go after so many days.</param>
public sealed record LifecycleSpecification(int? AbortUploadsDays, int? NoncurrentDays, bool ExpireDeleteMarkers, ImmutableArray<ExpirySpecification> Expire);
