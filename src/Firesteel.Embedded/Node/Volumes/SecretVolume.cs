using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Volumes;

internal sealed class SecretVolume : IVolumeKind
{
    public string Field => "secret";

    public VolumeContent Read(JsonObject source, VolumeInput input) =>
        KeyFiles.Select(SourceKind.Secret, source.Text("secretName") ?? "", source, input, KeyFiles.Mode(source, "defaultMode"));
}
