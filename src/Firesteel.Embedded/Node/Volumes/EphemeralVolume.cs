using System.Text.Json.Nodes;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>A claim that lives as long as its pod; on one machine that is a directory.</summary>
internal sealed class EphemeralVolume : IVolumeKind
{
    public string Field => "ephemeral";

    public VolumeContent Read(JsonObject source, VolumeInput input) => new VolumeContent.Scratch();
}
