using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Firesteel.Spark.Api.Schema;

/// <summary>Writes the API's records as JSON; what is unset or empty is left out.</summary>
internal static class SchemaWriter
{
    public static JsonObject Write(object record)
    {
        var json = new JsonObject();
        foreach (var field in FieldDefinition.Of(record.GetType()))
        {
            if (field.Property.GetValue(record) is { } value && Node(value) is { } node)
                json[field.Name] = node;
        }

        return json;
    }

    /// <summary>RFC 3339 in whole seconds, as Kubernetes writes times.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonNode? Node(object value) => value switch
    {
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        Enum member => JsonValue.Create(EnumNames.NameOf(member)),
        DateTimeOffset time => JsonValue.Create(Time(time)),
        JsonNode carried => carried.DeepClone(),
        IDictionary map => map.Count == 0 ? null : new JsonObject(map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, Node(map[key]!)))),
        IEnumerable list => list.Cast<object>().Select(Node).ToArray() is { Length: > 0 } items ? new JsonArray(items) : null,
        _ => Write(value),
    };
}
