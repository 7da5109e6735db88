using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>A namespace stays, Terminating, until a controller has emptied it and taken <c>kubernetes</c> out of its spec.finalizers.</summary>
internal sealed class NamespaceRules(INamespaceContents contents) : IKindRules
{
    private const string Finalizer = "kubernetes";
    private static readonly string[] Immortal = ["default", "kube-system", "kube-public"];

    public (string Group, string Plural) Resource => ("", "namespaces");

    public IReadOnlyList<string>? Verbs => ["create", "delete", "get", "list", "patch", "update", "watch"];

    public IReadOnlyList<string> SelectableFields => ["status.phase"];

    public IEnumerable<string> NameErrors(string name, bool isPrefix) => ObjectNames.LabelErrors(name, isPrefix);

    public void PrepareCreate(JsonObject item, RuleContext context)
    {
        item["spec"] = new JsonObject { ["finalizers"] = new JsonArray(Finalizer) };
        item["status"] = new JsonObject { ["phase"] = "Active" };
        Label(item);
    }

    public void Created(JsonObject item, RuleContext context) => contents.Fill(item.Metadata().Text("name"));

    public void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context)
    {
        if (subresource.Length == 0)
            item.CopyFrom(old, "spec");
        if (subresource == "finalize")
            item.CopyFrom(old, "status");
        Label(item);
    }

    public bool BeginDeletion(JsonObject item, RuleContext context)
    {
        var name = item.Metadata().Text("name");
        if (Immortal.Contains(name))
            throw Statuses.Forbidden("", "namespaces", name, "this namespace may not be deleted");
        if (!item.Metadata().ContainsKey("deletionTimestamp"))
            item.Metadata()["deletionTimestamp"] = context.Timestamp;
        if (item["status"] is not JsonObject status)
            item["status"] = status = [];
        status["phase"] = "Terminating";
        return !MayEnd(item) || item.Metadata().Texts("finalizers").Count > 0;
    }

    public bool MayEnd(JsonObject item) => (item["spec"] as JsonObject)?.Texts("finalizers").Count is null or 0;

    private static void Label(JsonObject item)
    {
        if (item.Metadata()["labels"] is not JsonObject labels)
            item.Metadata()["labels"] = labels = [];
        labels["kubernetes.io/metadata.name"] = item.Metadata().Text("name");
    }
}
