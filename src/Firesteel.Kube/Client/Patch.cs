using System.Text.Json.Nodes;

namespace Firesteel.Kube.Client;

/// <param name="FieldManager">Needed for <see cref="PatchType.Apply"/>.</param>
/// <param name="Force">Only for <see cref="PatchType.Apply"/>: take fields over from other managers.</param>
public sealed record Patch(PatchType Type, JsonNode Body, string? FieldManager = null, bool Force = false);
