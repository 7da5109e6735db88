using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Volumes;

internal sealed class ConfigMapVolume : IVolumeKind
{
    public string Field => "configMap";

    public VolumeContent Read(JsonObject source, VolumeInput input) =>
        KeyFiles.Select(SourceKind.ConfigMap, source.Text("name") ?? "", source, input, KeyFiles.Mode(source, "defaultMode"));
}
