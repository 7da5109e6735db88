using System.Text.Json.Nodes;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>Always on disk: <c>medium: Memory</c> would need a mount that all containers of the pod share.</summary>
internal sealed class EmptyDirVolume : IVolumeKind
{
    public string Field => "emptyDir";

    public VolumeContent Read(JsonObject source, VolumeInput input) => new VolumeContent.Scratch();
}
