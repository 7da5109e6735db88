using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>A persistent volume claim: a directory of the node that outlives pods and starts.</summary>
internal sealed class ClaimVolume : IVolumeKind
{
    public string Field => "persistentVolumeClaim";

    public VolumeContent Read(JsonObject source, VolumeInput input)
    {
        var name = source.Text("claimName") ?? "";
        if (input.Context.Sources.Find(SourceKind.Claim, name) is not { } claim)
            return new VolumeContent.Failure(input.Context.Sources.NotFound(SourceKind.Claim, name));
        return new VolumeContent.Place(Path.Combine(input.ClaimDirectory, claim.Object.Uid), "DirectoryOrCreate");
    }
}
