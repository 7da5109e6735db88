using System.Globalization;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Scheduling;

/// <summary>nodeSelector and required node affinity: terms are alternatives, a term's expressions hold all at once.</summary>
internal static class NodeAffinity
{
    public static bool Admits(KubeObject pod, KubeObject node)
    {
        if (pod.Spec.Map("nodeSelector").Any(wanted => node.Label(wanted.Key) != wanted.Value))
            return false;
        return pod.Spec.Object("affinity").Object("nodeAffinity").Object("requiredDuringSchedulingIgnoredDuringExecution") is not { } required
            || required.Items("nodeSelectorTerms").Any(term => Holds(term, node));
    }

    private static bool Holds(JsonObject term, KubeObject node)
    {
        var expressions = term.Items("matchExpressions").ToList();
        var fields = term.Items("matchFields").ToList();
        return expressions.Count + fields.Count > 0
            && expressions.All(expression => Matches(expression, node.Label(expression.Text("key") ?? "")))
            && fields.All(field => Matches(field, field.Text("key") == "metadata.name" ? node.Name : null));
    }

    private static bool Matches(JsonObject expression, string? value) => expression.Text("operator") switch
    {
        "In" => value is not null && expression.Texts("values").Contains(value),
        "NotIn" => value is null || !expression.Texts("values").Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Number(value) > Number(expression.Texts("values").FirstOrDefault()),
        "Lt" => Number(value) < Number(expression.Texts("values").FirstOrDefault()),
        _ => false,
    };

    private static long? Number(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
