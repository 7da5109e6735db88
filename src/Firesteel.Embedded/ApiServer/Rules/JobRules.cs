using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Defaults, and the labels by which a job finds its pods.</summary>
internal sealed class JobRules : IKindRules
{
    public (string Group, string Plural) Resource => ("batch", "jobs");

    public IReadOnlyList<string> SelectableFields => ["status.successful"];

    public void PrepareCreate(JsonObject item, RuleContext context)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        PodDefaults.Default(spec, "parallelism", 1);
        PodDefaults.Default(spec, "completions", 1);
        PodDefaults.Default(spec, "backoffLimit", 6);
        PodDefaults.Default(spec, "completionMode", "NonIndexed");
        PodDefaults.Default(spec, "suspend", false);
        PodDefaults.Default(spec, "podReplacementPolicy", "TerminatingOrFailed");
        if (spec["template"] is not JsonObject template)
            return;
        if (template["spec"] is JsonObject pod)
            PodDefaults.Apply(pod);
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

    public void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context)
    {
        if (item["spec"]?["template"]?["spec"] is JsonObject pod)
            PodDefaults.Apply(pod);
    }
}
