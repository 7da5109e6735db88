using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>What is wrong with the printer columns of a definition.</summary>
internal static class ColumnValidation
{
    private static readonly string[] Types = ["boolean", "date", "integer", "number", "string"];
    private static readonly string[] Formats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"];

    public static IEnumerable<Cause> Check(JsonObject definition) =>
        from part in DefinitionParts.Of(definition, "additionalPrinterColumns")
        from column in (part.Part as JsonArray ?? []).OfType<JsonObject>().Select((json, index) => (json, path: $"{part.Path}[{index}]"))
        from cause in Check(column.json, column.path)
        select cause;

    private static IEnumerable<Cause> Check(JsonObject column, string path)
    {
        if (column.Text("name").Length == 0)
            yield return Cause.Required($"{path}.name");
        var type = column.Text("type");
        if (type.Length == 0)
            yield return Cause.Required($"{path}.type", $"must be one of {string.Join(',', Types)}");
        else if (!Types.Contains(type))
            yield return Cause.Invalid($"{path}.type", type, $"must be one of {string.Join(',', Types)}");
        if (column.Text("format") is { Length: > 0 } format && !Formats.Contains(format))
            yield return Cause.Invalid($"{path}.format", format, $"must be one of {string.Join(',', Formats)}");
        var jsonPath = column.Text("jsonPath");
        if (jsonPath.Length == 0)
            yield return Cause.Required($"{path}.JSONPath");
        else if (jsonPath[0] != '.')
            yield return Cause.Invalid($"{path}.JSONPath", jsonPath, "must be a simple json path starting with .");
    }
}
