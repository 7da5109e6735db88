namespace Firesteel.Embedded.Node.PodLogs;

/// <param name="RotateAt">Bytes after which a container's log goes on in a new file.</param>
/// <param name="KeepRotated">How many full files are kept beside the current one.</param>
public sealed record LogOptions(long RotateAt = 16 * 1024 * 1024, int KeepRotated = 4);
