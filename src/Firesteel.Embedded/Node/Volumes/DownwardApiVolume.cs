using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.Variables;

namespace Firesteel.Embedded.Node.Volumes;

internal sealed class DownwardApiVolume : IVolumeKind
{
    public string Field => "downwardAPI";

    public VolumeContent Read(JsonObject source, VolumeInput input) => Read(source, input, KeyFiles.Mode(source, "defaultMode"));

    internal static VolumeContent Read(JsonObject source, VolumeInput input, UnixFileMode mode)
    {
        var files = ImmutableArray.CreateBuilder<VolumeFile>();
        foreach (var item in source.Items("items"))
        {
            var value = item.Object("resourceFieldRef") is { } resource
                ? FieldReference.ReadResource(input.Context, null, resource)
                : FieldReference.Read(input.Context, item.Object("fieldRef").Text("fieldPath") ?? "");
            if (value is null)
                return new VolumeContent.Failure($"item {item.Text("path")} of the downward API names no field that there is");
            files.Add(new(item.Text("path") ?? "", Encoding.UTF8.GetBytes(value), item.Whole("mode") is { } own ? (UnixFileMode)own : mode));
        }

        return new VolumeContent.Files(files.ToImmutable());
    }
}
