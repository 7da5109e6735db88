namespace Firesteel.Embedded.Node.Containers;

/// <param name="Source">Absolute path on the host, file or directory.</param>
/// <param name="Target">Absolute path in the container.</param>
public sealed record ContainerMount(string Source, string Target, bool ReadOnly);
