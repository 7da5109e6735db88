using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Kinds;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>The numbers that the scale sub-resource of a custom resource reads have to be numbers.</summary>
internal static class ScaleValidation
{
    public static IEnumerable<Cause> Check(ScalePaths paths, JsonObject item)
    {
        foreach (var path in (string[])[paths.SpecReplicas, paths.StatusReplicas])
        {
            if (Replicas(path, item) is { } cause)
                yield return cause;
        }

        if (paths.Selector is { } selector && Find(selector, item, out var value, out var error) && (error ?? TypeError(selector, value, JsonValueKind.String, "string")) is { } why)
            yield return Cause.InvalidText(selector, "\"\"", why);
    }

    private static Cause? Replicas(string path, JsonObject item)
    {
        if (!Find(path, item, out var value, out var error))
            return null;
        if (error is not null)
            return Cause.InvalidText(path, "0", error);
        if (!JsonNumber.TryRead(value, out var number) || !number.IsInteger)
            return Cause.InvalidText(path, "0", $"{path} accessor error: {GoText.Print(value)} is of the type {GoType(value)}, expected int64");
        if (number.Integer < 0)
            return Cause.InvalidText(path, number.ToString(), "should be a non-negative integer");
        return number.Integer > int.MaxValue ? Cause.InvalidText(path, number.ToString(), $"should be less than or equal to {int.MaxValue}") : null;
    }

    /// <returns>False when there is nothing at the path.</returns>
    private static bool Find(string path, JsonObject item, out JsonNode? value, out string? error)
    {
        value = item;
        error = null;
        foreach (var name in path.TrimStart('.').Split('.'))
        {
            if (value is not JsonObject parent)
            {
                error = $"{path} accessor error: {GoText.Print(value)} is of the type {GoType(value)}, expected map[string]interface{{}}";
                return true;
            }

            if (!parent.TryGetPropertyValue(name, out value))
                return false;
        }

        return true;
    }

    private static string? TypeError(string path, JsonNode? value, JsonValueKind kind, string wanted) =>
        value?.GetValueKind() == kind ? null : $"{path} accessor error: {GoText.Print(value)} is of the type {GoType(value)}, expected {wanted}";

    private static string GoType(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "map[string]interface {}",
        JsonValueKind.Array => "[]interface {}",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => JsonNumber.TryRead(value, out var number) && number.IsInteger ? "int64" : "float64",
        _ => "<nil>",
    };
}
