namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <param name="ApiVersion">The version that the paths are written in.</param>
/// <param name="Time">RFC 3339; null for an entry without one.</param>
public sealed record OwnedFields(FieldSet Set, string ApiVersion, string? Time);
