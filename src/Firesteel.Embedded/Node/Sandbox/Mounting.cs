namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>One recursive bind mount into a container's root.</summary>
/// <param name="Source">Absolute host path.</param>
/// <param name="Target">Absolute path inside the root; it exists there and is no symbolic link.</param>
internal sealed record Mounting(string Source, string Target, bool ReadOnly);
