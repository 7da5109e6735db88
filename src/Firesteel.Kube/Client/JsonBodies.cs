using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Firesteel.Kube.Client;

[JsonSourceGenerationOptions(MaxDepth = 1000)]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class JsonBodies : JsonSerializerContext;
