using System.Collections.Immutable;
using Firesteel.Embedded.Node.Images;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Containers;

/// <summary>Everything a runtime needs to run one container once; nothing in here asks the API again.</summary>
/// <param name="Directory">The container's own directory on the host; the runtime may write below it.</param>
/// <param name="Command">Never empty: image, command and args are already put together and expanded.</param>
/// <param name="Environment">In order; a later entry of the same name wins.</param>
/// <param name="LogFile">Where the output goes, one framed line each.</param>
/// <param name="TerminationMessageFile">On the host; what the container writes at its terminationMessagePath.</param>
public sealed record ContainerPlan(
    ObjectKey Pod,
    string PodUid,
    string Name,
    int Attempt,
    string Directory,
    ImageView Image,
    ImmutableArray<string> Command,
    ImmutableArray<KeyValuePair<string, string>> Environment,
    string WorkingDirectory,
    string Hostname,
    string PodIp,
    ImmutableArray<ContainerMount> Mounts,
    string LogFile,
    string TerminationMessageFile)
{
    /// <summary>Bytes that all its processes together may use; null for any amount.</summary>
    public long? MemoryLimit { get; init; }
}
