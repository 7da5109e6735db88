using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Scheduling;

internal sealed record Taint(string Key, string Value, string Effect)
{
    public static Taint Of(JsonObject json) => new(json.Text("key") ?? "", json.Text("value") ?? "", json.Text("effect") ?? "");
}
