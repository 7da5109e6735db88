using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Wire
{
    public sealed record BodyX(JsonObject Object, IReadOnlyList<string> Duplicates);
    internal static class BodyReader
    {
        public static BodyX Read(ReadOnlyMemory<byte> body, string mediaType)
        {
            try {
            JsonNode? n = mediaType.EndsWith("protobuf") ? ProtobufCodec.Decode(body.Span) : mediaType.EndsWith("yaml") ? Firesteel.Kube.Yaml.YamlReader.Read(System.Text.Encoding.UTF8.GetString(body.Span), "body").OrThrow()[0].Root
              : JsonNode.Parse(body.Span, null, new() { AllowDuplicateProperties = true });
            return new((JsonObject)n!.DeepClone(), []);
            } catch (Exception e) when (e is not ApiException) { throw Statuses.BadRequest(e.Message); }
        }
    }
}
