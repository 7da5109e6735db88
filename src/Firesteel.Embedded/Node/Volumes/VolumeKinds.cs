using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Volumes;

internal static class VolumeKinds
{
    public static ImmutableArray<IVolumeKind> All { get; } =
    [
        new ConfigMapVolume(),
        new SecretVolume(),
        new EmptyDirVolume(),
        new HostPathVolume(),
        new DownwardApiVolume(),
        new ProjectedVolume(),
        new ClaimVolume(),
        new EphemeralVolume(),
    ];

    public static VolumeContent Read(JsonObject volume, VolumeInput input)
    {
        foreach (var kind in All)
        {
            if (volume.Object(kind.Field) is { } source)
                return kind.Read(source, input);
        }

        var unknown = volume.Select(field => field.Key).FirstOrDefault(field => field != "name");
        return unknown is null ? new VolumeContent.Scratch() : new VolumeContent.Failure($"volumes of kind {unknown} do not exist on this node");
    }
}
