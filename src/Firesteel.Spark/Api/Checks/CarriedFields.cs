using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Api.Schema;
using Firesteel.Spark.Submission.Templates;

namespace Firesteel.Spark.Api.Checks;

/// <summary>
/// Looks into what is carried as JSON. An unknown field is only a warning: Kubernetes may be newer than our list. A wrong type is an error.
/// </summary>
internal static class CarriedFields
{
    public static void Check(object record, JsonObject json, ICollection<Problem> problems, string path = "spec")
    {
        foreach (var field in FieldDefinition.Of(record.GetType()))
        {
            if (json[field.Name] is not { } node)
                continue;
            var own = $"{path}.{field.Name}";
            if (field.Facts.Carries is { } type)
                Look(node, type, own, problems);
            else if (node is JsonObject inner && field.Property.GetValue(record) is { } value && FieldDefinition.Of(value.GetType()).Length > 0)
                Check(value, inner, problems, own);
        }
    }

    private static void Look(JsonNode node, string type, string path, ICollection<Problem> problems)
    {
        if (node is not JsonArray list)
        {
            PodFieldTypes.Look(node, type, path, problems);
            return;
        }

        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is { } item)
                PodFieldTypes.Look(item, type, $"{path}[{index}]", problems);
        }
    }
}
