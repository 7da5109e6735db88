using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Firesteel.Kube.Yaml;

/// <summary>Writes nodes as JSON, so that what comes out behaves in every way like what comes off the wire.</summary>
internal sealed class YamlJson(YamlOptions options)
{
    private int values;

    /// <exception cref="TooBigException">Aliases make more values or levels than allowed.</exception>
    public JsonNode? Convert(YamlNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = options.MaxDepth + 1, SkipValidation = true }))
            Write(node, writer, 1);
        return JsonNode.Parse(buffer.WrittenSpan, documentOptions: new JsonDocumentOptions { MaxDepth = options.MaxDepth + 1 });
    }

    private void Write(YamlNode node, Utf8JsonWriter writer, int depth)
    {
        if (++values > options.MaxValues || depth > options.MaxDepth)
            throw new TooBigException(node.Position);
        switch (node)
        {
            case YamlScalar scalar:
                Write(scalar.Value, writer);
                break;
            case YamlSequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                    Write(item, writer, depth + 1);
                writer.WriteEndArray();
                break;
            case YamlMapping mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(entry.Value, writer, depth + 1);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static void Write(YamlValue value, Utf8JsonWriter writer)
    {
        switch (value.Kind)
        {
            case YamlKind.Null:
                writer.WriteNullValue();
                break;
            case YamlKind.Bool:
                writer.WriteBooleanValue(value.Bool);
                break;
            case YamlKind.Integer when value.Integer <= long.MaxValue:
                writer.WriteNumberValue((long)value.Integer);
                break;
            case YamlKind.Integer:
                writer.WriteNumberValue((ulong)value.Integer);
                break;
            case YamlKind.Float:
                writer.WriteNumberValue(value.Float);
                break;
            case YamlKind.Text:
                writer.WriteStringValue(value.Text);
                break;
        }
    }

    internal sealed class TooBigException(YamlPosition where) : Exception
    {
        public YamlPosition Where { get; } = where;
    }
}
