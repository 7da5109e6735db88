using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Volumes;

internal sealed class HostPathVolume : IVolumeKind
{
    public string Field => "hostPath";

    public VolumeContent Read(JsonObject source, VolumeInput input) =>
        source.Text("path") is { } path && path.StartsWith('/') && !path.Split('/').Contains("..")
            ? new VolumeContent.Place(path, source.Text("type") ?? "")
            : new VolumeContent.Failure($"hostPath '{source.Text("path")}' is not a full path");
}
