using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Spark.Lifecycle;

/// <summary>Tells whether a specification changed in a way that needs a new run: everything counts but suspend and time to live.</summary>
internal static class SpecificationDigest
{
    private static readonly string[] Harmless = ["suspend", "timeToLiveSeconds"];

    public static string Of(JsonObject? specification)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, specification, top: true);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan)[..8]);
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node, bool top = false)
    {
        switch (node)
        {
            case JsonObject map:
                writer.WriteStartObject();
                foreach (var (name, value) in map.OrderBy(member => member.Key, StringComparer.Ordinal).Where(member => !top || !Harmless.Contains(member.Key)))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
