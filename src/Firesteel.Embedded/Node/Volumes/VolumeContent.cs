using System.Collections.Immutable;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>What a volume is to a pod.</summary>
internal abstract record VolumeContent
{
    private VolumeContent() { }

    /// <summary>Files that the node writes; containers see them read only.</summary>
    internal sealed record Files(ImmutableArray<VolumeFile> Items) : VolumeContent;

    /// <summary>An empty directory that lives as long as the pod.</summary>
    internal sealed record Scratch : VolumeContent;

    /// <summary>A place on the host that outlives the pod.</summary>
    /// <param name="Type">The <c>hostPath.type</c>.</param>
    internal sealed record Place(string Path, string Type) : VolumeContent;

    /// <summary>It cannot be had now; in a kubelet's words.</summary>
    internal sealed record Failure(string Message) : VolumeContent;
}
