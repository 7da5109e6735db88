using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <param name="Object">The merged object with its managed fields; null when there are conflicts.</param>
/// <param name="Conflicts">Empty on success.</param>
public sealed record ApplyOutcome(JsonObject? Object, ImmutableArray<ApplyConflict> Conflicts);
