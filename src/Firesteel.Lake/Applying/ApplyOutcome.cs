using System.Collections.Immutable;
using Firesteel.Lake.Planning.Changes;

namespace Firesteel.Lake.Applying;

/// <param name="Failed">The change that stopped the rest; null when all were made.</param>
/// <param name="Left">What was not tried; the same command again goes on from there.</param>
public sealed record ApplyOutcome(ImmutableArray<LakeChange> Made, LakeChange? Failed, string? Reason, ImmutableArray<LakeChange> Left);
