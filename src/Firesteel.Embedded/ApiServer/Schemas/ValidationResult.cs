using System.Collections.Immutable;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <param name="Causes">Empty when the object is valid.</param>
/// <param name="Warnings">Failed rules that are tolerated because the value did not change; the text of each is a Warning.</param>
public sealed record ValidationResult(ImmutableArray<Cause> Causes, ImmutableArray<Cause> Warnings);
