using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Client;

/// <summary>Objects, lists and watch events from their bytes. Every object gets a buffer of its own, so a cached one holds no page of a list.</summary>
internal static class KubeJson
{
    private const int MaxDepth = 1000;
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static KubeObject Object(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        return new(JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("the answer is no JSON object"));
    }

    /// <summary>Items of built-in kinds come without kind and apiVersion; they get them here.</summary>
    public static ObjectList List(ReadOnlySpan<byte> utf8, ResourceType type)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        var items = new List<KubeObject>();
        JsonObject? metadata = null;
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                metadata = JsonNode.Parse(ref reader) as JsonObject;
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                reader.Read();
                Items(ref reader, type, items);
            }
            else
            {
                reader.Skip();
            }
        }

        return new(items, metadata?["resourceVersion"]?.ToString() ?? "", metadata?["continue"]?.ToString() is { Length: > 0 } token ? token : null);
    }

    /// <summary>One line of a watch.</summary>
    /// <exception cref="KubeException">It is an ERROR event.</exception>
    /// <returns>Null for a type that is not known.</returns>
    public static WatchEvent? Event(in ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line, ReaderOptions);
        string? type = null;
        JsonObject? item = null;
        Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.GetString();
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                reader.Read();
                item = JsonNode.Parse(ref reader) as JsonObject;
            }
            else
            {
                reader.Skip();
            }
        }

        Expect(item is not null);
        return type switch
        {
            "ADDED" => new(WatchEventType.Added, new(item!)),
            "MODIFIED" => new(WatchEventType.Modified, new(item!)),
            "DELETED" => new(WatchEventType.Deleted, new(item!)),
            "BOOKMARK" => new(WatchEventType.Bookmark, new(item!)),
            "ERROR" => throw KubeStatus.Of(item!, 500),
            _ => null,
        };
    }

    private static void Items(ref Utf8JsonReader reader, ResourceType type, List<KubeObject> items)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        Expect(reader.TokenType == JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (JsonNode.Parse(ref reader) is not JsonObject item)
                continue;
            if (!item.ContainsKey("kind"))
                item.Insert(0, "kind", type.Kind);
            if (!item.ContainsKey("apiVersion"))
                item.Insert(0, "apiVersion", type.ApiVersion);
            items.Add(new(item));
        }
    }

    private static void Expect(bool holds)
    {
        if (!holds)
            throw new JsonException("the answer does not have the shape of a Kubernetes API's");
    }
}
