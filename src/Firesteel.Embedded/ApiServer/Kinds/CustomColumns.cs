using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds.Columns;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Kinds;

/// <summary>The printer columns of a custom resource.</summary>
public static class CustomColumns
{
    /// <summary>For a version without columns of its own.</summary>
    private static readonly Column Age = Dated(DefaultColumns.Age, ".metadata.creationTimestamp");

    /// <param name="additionalPrinterColumns">Of the definition's version; null for none.</param>
    public static ImmutableArray<Column> Parse(JsonArray? additionalPrinterColumns)
    {
        if (additionalPrinterColumns is not { Count: > 0 })
            return [DefaultColumns.Name, Age];
        return [DefaultColumns.Name, .. additionalPrinterColumns.OfType<JsonObject>().Select(Column)];
    }

    private static Column Column(JsonObject json)
    {
        var text = Cells.Text(json, "jsonPath");
        var type = Cells.Text(json, "type");
        var description = Cells.Text(json, "description");
        var path = JsonPath.Parse(text);
        return new(Cells.Text(json, "name"), type, (obj, now) => path is null ? null : Cell(path.Find(obj).FirstOrDefault(), type, now))
        {
            Format = Cells.Text(json, "format"),
            Description = description.Length > 0 ? description : $"Custom resource definition column (in JSONPath format): {text}",
            Priority = (int)Cells.Number(json, "priority"),
        };
    }

    private static Column Dated(Column column, string path)
    {
        var parsed = JsonPath.Parse(path)!;
        return column with { Type = "date", Cell = (obj, now) => Cell(parsed.Find(obj).FirstOrDefault(), "date", now) };
    }

    private static JsonNode? Cell(JsonNode? value, string type, DateTimeOffset now)
    {
        if (value is null)
            return null;
        var kind = value.GetValueKind();
        switch (type)
        {
            case "string":
                return kind == JsonValueKind.String ? value.GetValue<string>() : GoText.Value(value);
            case "integer":
                return JsonNumber.TryRead(value, out var whole) ? whole.AsLong : null;
            case "number":
                return JsonNumber.TryRead(value, out _) ? value.DeepClone() : null;
            case "boolean":
                return kind is JsonValueKind.True or JsonValueKind.False ? value.DeepClone() : null;
            case "date":
                if (kind != JsonValueKind.String)
                    return null;
                var text = value.GetValue<string>();
                return text.Length == 0 ? Cells.Unknown : Schemas.Formats.IsDateTime(text) ? Cells.Since(text, now) : "<invalid>";
            default:
                return null;
        }
    }
}
