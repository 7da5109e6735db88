using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Rules.Pods;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Defaults, the service account's token volume, graceful deletion, and what of a pod may change.</summary>
internal sealed class PodRules(ApiServerOptions options) : IKindRules
{
    private const long DefaultGrace = 30;

    public (string Group, string Plural) Resource => ("", "pods");

    public IReadOnlyList<string> SelectableFields =>
    [
        "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName",
    ];

    public void Default(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        PodDefaults.Apply(spec);
        PodDefaults.Default(spec, "enableServiceLinks", true);
    }

    public void PrepareCreate(JsonObject item, RuleContext context)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        item["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = PodQuality.Of(spec) };
        if (options.ServiceAccounts)
            PodServiceAccount.Admit(item, spec, context);
    }

    public void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context)
    {
        if (subresource == "status")
            item.Metadata().CopyFrom(old.Metadata(), "ownerReferences");
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        if (context.Subresource.Length > 0)
            return [];
        var spec = item["spec"] as JsonObject ?? [];
        var causes = PodSpecValidation.Check(spec, "spec", isPod: true);
        return old?["spec"] is JsonObject before && causes.Count == 0 ? PodUpdateValidation.Check(spec, before) : causes;
    }

    public long? GracePeriod(JsonObject item, long? asked)
    {
        var spec = item["spec"] as JsonObject ?? [];
        var phase = (item["status"] as JsonObject)?.Text("phase");
        // A pod that never ran or has ended has nobody to wait for.
        if (spec.Text("nodeName").Length == 0 || phase is "Succeeded" or "Failed")
            return 0;
        var grace = asked ?? spec.Number("terminationGracePeriodSeconds") ?? DefaultGrace;
        return grace < 0 ? 1 : grace;
    }
}
