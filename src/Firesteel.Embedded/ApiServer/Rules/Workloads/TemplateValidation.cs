using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules.Pods;
using Firesteel.Embedded.ApiServer.Schemas;
using Firesteel.Embedded.ApiServer.Selectors;

namespace Firesteel.Embedded.ApiServer.Rules.Workloads;

/// <summary>Workloads that keep pods of a template running: their selector and their template have to fit each other. Pure.</summary>
internal static class TemplateValidation
{
    /// <summary>Everything that holds for a kind whose template is a whole pod, and whose selector stays.</summary>
    /// <param name="kind">In the words of the messages: <c>deployment</c>.</param>
    /// <param name="old">Null on creation.</param>
    public static IEnumerable<Cause> Check(JsonObject item, JsonObject? old, string kind)
    {
        var spec = item["spec"] as JsonObject ?? [];
        foreach (var cause in Fit(item, kind).Concat(PodSpecValidation.Check(spec["template"]?["spec"] as JsonObject ?? [], "spec.template.spec", isPod: false)))
            yield return cause;
        if (old?["spec"] is JsonObject before && !JsonNode.DeepEquals(before["selector"], spec["selector"]))
            yield return Cause.Invalid("spec.selector", spec["selector"], "field is immutable");
    }

    /// <summary>Numbers, selector and labels, and that the pods go on running; nothing of the pod itself.</summary>
    public static IEnumerable<Cause> Fit(JsonObject item, string kind)
    {
        var spec = item["spec"] as JsonObject ?? [];
        var checks = new FieldChecks();
        foreach (var count in (ReadOnlySpan<string>)["replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"])
            checks.NotNegative(spec, count, "spec");
        var template = spec["template"] as JsonObject ?? [];
        Selector(spec, template, kind, checks);
        foreach (var cause in Labels(template, "spec.template"))
            checks.Add(cause);
        var pod = template["spec"] as JsonObject ?? [];
        if (pod.Text("restartPolicy") is not ("" or "Always") and var policy)
            checks.Add(Cause.NotSupported("spec.template.spec.restartPolicy", policy, ["Always"]));
        if (pod["activeDeadlineSeconds"] is not null)
            checks.Add(Cause.Forbidden("spec.template.spec.activeDeadlineSeconds", $"activeDeadlineSeconds in {item.Text("kind")} is not Supported"));
        return checks.Causes;
    }

    /// <summary>Labels and pod of a template.</summary>
    public static IEnumerable<Cause> Template(JsonObject template, string path) =>
        [.. Labels(template, path), .. PodSpecValidation.Check(template["spec"] as JsonObject ?? [], $"{path}.spec", isPod: false)];

    private static IEnumerable<Cause> Labels(JsonObject template, string path)
    {
        foreach (var (name, value) in (template["metadata"] as JsonObject)?["labels"] as JsonObject ?? [])
        {
            foreach (var error in Names.QualifiedName(name))
                yield return Cause.Invalid($"{path}.labels", name, error);
            foreach (var error in Names.LabelValue(value?.ToString() ?? ""))
                yield return Cause.Invalid($"{path}.labels", value, error);
        }
    }

    private static void Selector(JsonObject spec, JsonObject template, string kind, FieldChecks checks)
    {
        if (spec["selector"] is not JsonObject selector)
        {
            checks.Add(Cause.Required("spec.selector"));
            return;
        }

        if (selector["matchLabels"] is not JsonObject { Count: > 0 } && selector["matchExpressions"] is not JsonArray { Count: > 0 })
        {
            checks.Add(Cause.Invalid("spec.selector", selector, $"empty selector is invalid for {kind}"));
            return;
        }

        var labels = template["metadata"]?["labels"] as JsonObject ?? [];
        if (Parse(selector) is not { } parsed)
            checks.Add(Cause.Invalid("spec.selector", selector, "invalid label selector"));
        else if (!parsed.Matches(labels.ToDictionary(label => label.Key, label => label.Value?.ToString() ?? "", StringComparer.Ordinal)))
            checks.Add(Cause.Invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`"));
    }

    private static LabelSelector? Parse(JsonObject selector)
    {
        try
        {
            return LabelSelector.Parse(LabelSelector.TextOf(selector));
        }
        catch (SelectorException)
        {
            return null;
        }
    }
}
