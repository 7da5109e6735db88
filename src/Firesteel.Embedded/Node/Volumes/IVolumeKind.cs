using System.Text.Json.Nodes;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>One kind of volume; pure.</summary>
internal interface IVolumeKind
{
    /// <summary>The field of a volume that names this kind.</summary>
    string Field { get; }

    VolumeContent Read(JsonObject source, VolumeInput input);
}
