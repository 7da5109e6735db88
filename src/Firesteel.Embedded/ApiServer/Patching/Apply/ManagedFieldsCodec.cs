using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Patching.Apply;

/// <summary><c>metadata.managedFields</c> to owners and back.</summary>
public static class ManagedFieldsCodec
{
    /// <returns>Null when an entry is malformed: then the whole list counts as absent.</returns>
    public static SortedDictionary<FieldOwner, OwnedFields>? Read(JsonNode? managedFields)
    {
        var owners = new SortedDictionary<FieldOwner, OwnedFields>();
        if (managedFields is not JsonArray entries)
            return owners;
        foreach (var entry in entries)
        {
            var operation = Text(entry, "operation");
            var apiVersion = Text(entry, "apiVersion");
            if (operation is not (FieldOwner.Apply or FieldOwner.Update) || apiVersion.Length == 0 || Text(entry, "fieldsType") != "FieldsV1")
                return null;
            var owner = new FieldOwner(Text(entry, "manager"), operation, operation == FieldOwner.Apply ? "" : apiVersion, Text(entry, "subresource"));
            var time = Text(entry, "time");
            owners[owner] = new(FieldsV1.Read((entry as JsonObject)?["fieldsV1"]), apiVersion, time.Length == 0 ? null : time);
        }

        return owners;
    }

    /// <summary>Sorted as the API sorts them: operation, time, manager, version, sub-resource. Null when there are none.</summary>
    public static JsonArray? Write(IReadOnlyDictionary<FieldOwner, OwnedFields> owners)
    {
        if (owners.Count == 0)
            return null;
        var sorted = owners
            .OrderBy(pair => pair.Key.Operation, StringComparer.Ordinal)
            .ThenBy(pair => Seconds(pair.Value.Time))
            .ThenBy(pair => pair.Key.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value.ApiVersion, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Subresource, StringComparer.Ordinal);
        return [.. sorted.Select(pair => (JsonNode)Entry(pair.Key, pair.Value))];
    }

    internal static long Seconds(string? time) =>
        DateTimeOffset.TryParse(time, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at.ToUnixTimeSeconds() : 0;

    private static JsonObject Entry(FieldOwner owner, OwnedFields fields)
    {
        var entry = new JsonObject { ["manager"] = owner.Name, ["operation"] = owner.Operation, ["apiVersion"] = fields.ApiVersion };
        if (fields.Time is not null)
            entry["time"] = fields.Time;
        entry["fieldsType"] = "FieldsV1";
        entry["fieldsV1"] = FieldsV1.Write(fields.Set);
        if (owner.Subresource.Length > 0)
            entry["subresource"] = owner.Subresource;
        return entry;
    }

    private static string Text(JsonNode? entry, string name) =>
        (entry as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
