namespace Firesteel.Embedded.Node.Volumes;

/// <param name="Path">Relative to the volume.</param>
internal sealed record VolumeFile(string Path, byte[] Content, UnixFileMode Mode);
