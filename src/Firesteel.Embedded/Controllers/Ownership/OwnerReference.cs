using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Controllers.Ownership;

internal sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool Blocks)
{
    public static OwnerReference Of(JsonObject json) =>
        new(json.Text("apiVersion") ?? "", json.Text("kind") ?? "", json.Text("name") ?? "", json.Text("uid") ?? "", json.Flag("blockOwnerDeletion"));
}
