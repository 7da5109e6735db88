using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Kinds;

/// <summary>Lists as <c>meta.k8s.io/v1 Table</c>, the way kubectl asks for them.</summary>
public static class Tables
{
    /// <param name="includeObject">What a row carries: <c>None</c>, <c>Metadata</c> (the default) or <c>Object</c>.</param>
    /// <param name="columnDefinitions">False for the later events of a watch.</param>
    /// <returns>The table without list metadata (an empty <c>metadata</c>).</returns>
    public static JsonObject Render(
        KindInfo kind, IReadOnlyList<JsonObject> items, DateTimeOffset now, string includeObject = "Metadata", bool columnDefinitions = true)
    {
        var definitions = new JsonArray();
        foreach (var column in kind.Columns)
        {
            definitions.Add((JsonNode)new JsonObject
            {
                ["name"] = column.Name,
                ["type"] = column.Type,
                ["format"] = column.Format,
                ["description"] = column.Description,
                ["priority"] = column.Priority,
            });
        }

        var rows = new JsonArray();
        foreach (var item in items)
            rows.Add((JsonNode)Row(kind, item, now, includeObject));
        var table = new JsonObject { ["kind"] = "Table", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = new JsonObject() };
        table["columnDefinitions"] = columnDefinitions ? definitions : null;
        table["rows"] = rows;
        return table;
    }

    private static JsonObject Row(KindInfo kind, JsonObject item, DateTimeOffset now, string includeObject)
    {
        var cells = new JsonArray();
        foreach (var column in kind.Columns)
            cells.Add(column.Cell(item, now));
        var row = new JsonObject { ["cells"] = cells };
        row["object"] = includeObject switch
        {
            "None" => null,
            "Object" => item.DeepClone(),
            _ => new JsonObject
            {
                ["kind"] = "PartialObjectMetadata",
                ["apiVersion"] = "meta.k8s.io/v1",
                ["metadata"] = item["metadata"]?.DeepClone(),
            },
        };
        return row;
    }
}
