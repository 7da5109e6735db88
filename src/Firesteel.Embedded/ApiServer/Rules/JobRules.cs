using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules.Pods;
using Firesteel.Embedded.ApiServer.Rules.Workloads;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Defaults, and the labels by which a job finds its pods.</summary>
internal sealed class JobRules : IKindRules
{
    public (string Group, string Plural) Resource => ("batch", "jobs");

    public IReadOnlyList<string> SelectableFields => ["status.successful"];

    public void Default(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        // With a parallelism of its own and no completions, a job is a queue: it is over when one pod has succeeded and the others have ended.
        if (spec["parallelism"] is null)
            PodDefaults.Default(spec, "completions", 1);
        PodDefaults.Default(spec, "parallelism", 1);
        PodDefaults.Default(spec, "backoffLimit", spec["backoffLimitPerIndex"] is null ? 6 : int.MaxValue);
        PodDefaults.Default(spec, "completionMode", "NonIndexed");
        PodDefaults.Default(spec, "suspend", false);
        PodDefaults.Default(spec, "podReplacementPolicy", spec["podFailurePolicy"] is null ? "TerminatingOrFailed" : "Failed");
        if (spec["template"]?["metadata"]?["labels"] is JsonObject { Count: > 0 } labels && item.Metadata()["labels"] is not JsonObject { Count: > 0 })
            item.Metadata()["labels"] = labels.DeepClone();
        if (spec["template"]?["spec"] is JsonObject pod)
            PodDefaults.Apply(pod);
    }

    public void PrepareCreate(JsonObject item, RuleContext context)
    {
        if (item["spec"] is not JsonObject spec || spec["template"] is not JsonObject template)
            return;
        if (spec["manualSelector"] is JsonValue value && value.TryGetValue(out bool manual) && manual)
            return;
        var uid = item.Metadata().Text("uid");
        if (template.Metadata()["labels"] is not JsonObject labels)
            template.Metadata()["labels"] = labels = [];
        foreach (var name in (string[])["controller-uid", "batch.kubernetes.io/controller-uid"])
            labels[name] = uid;
        foreach (var name in (string[])["job-name", "batch.kubernetes.io/job-name"])
            labels[name] = item.Metadata().Text("name");
        if (spec["selector"] is null)
            spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid } };
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        var spec = item["spec"] as JsonObject ?? [];
        foreach (var cause in CheckSpec(spec, "spec"))
            yield return cause;
        if (old?["spec"] is not JsonObject before)
            yield break;
        foreach (var field in (string[])["completionMode", "selector", "template"])
        {
            if (!JsonNode.DeepEquals(spec[field], before[field]))
                yield return Cause.Invalid($"spec.{field}", spec[field], "field is immutable");
        }

        if (spec.Text("completionMode") != "Indexed" && !JsonNode.DeepEquals(spec["completions"], before["completions"]))
            yield return Cause.Invalid("spec.completions", spec["completions"], "field is immutable");
    }

    /// <param name="path">Of the job's spec; a CronJob has one inside.</param>
    public static IReadOnlyList<Cause> CheckSpec(JsonObject spec, string path)
    {
        var checks = new FieldChecks();
        foreach (var count in (ReadOnlySpan<string>)["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished"])
            checks.NotNegative(spec, count, path);
        checks.OneOf(spec, "completionMode", path, "Indexed", "NonIndexed");
        var template = spec["template"] as JsonObject ?? [];
        foreach (var cause in TemplateValidation.Template(template, $"{path}.template"))
            checks.Add(cause);
        var policy = (template["spec"] as JsonObject)?.Text("restartPolicy") ?? "";
        if (policy is "" or "Always")
            checks.Add(Cause.Required($"{path}.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""));
        else if (policy is not ("OnFailure" or "Never"))
            checks.Add(Cause.NotSupported($"{path}.template.spec.restartPolicy", policy, ["OnFailure", "Never"]));
        return checks.Causes;
    }
}
