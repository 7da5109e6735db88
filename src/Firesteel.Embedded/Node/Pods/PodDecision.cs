using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.Embedded.Node.Pods;

/// <param name="Status">The whole status as it should be now.</param>
/// <param name="Actions">In order.</param>
/// <param name="WakeAt">When to decide again even if nothing happens.</param>
public sealed record PodDecision(JsonObject Status, ImmutableArray<PodAction> Actions, DateTimeOffset? WakeAt);
