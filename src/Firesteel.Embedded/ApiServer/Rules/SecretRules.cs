using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>stringData becomes data; the type is fixed; an immutable secret stays as it is.</summary>
internal sealed class SecretRules : IKindRules
{
    public (string Group, string Plural) Resource => ("", "secrets");

    public IReadOnlyList<string> SelectableFields => ["type"];

    public void Default(JsonObject item) => PodDefaults.Default(item, "type", "Opaque");

    public void PrepareCreate(JsonObject item, RuleContext context) => Fold(item);

    public void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context)
    {
        Fold(item);
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        foreach (var cause in DataKeys.Check(item, "data", ("data", true)))
            yield return cause;
        foreach (var key in Needed(item.Text("type")))
        {
            if (item["data"]?[key] is null)
                yield return Cause.Required($"data[{key}]");
        }

        if (old is null)
            yield break;
        if (item.Text("type") != old.Text("type"))
            yield return Cause.Invalid("type", item.Text("type"), "field is immutable");
        foreach (var cause in Immutability.Check(item, old, "data"))
            yield return cause;
    }

    private static string[] Needed(string type) => type switch
    {
        "kubernetes.io/tls" => ["tls.crt", "tls.key"],
        "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
        "kubernetes.io/dockercfg" => [".dockercfg"],
        "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
        _ => [],
    };

    private static void Fold(JsonObject item)
    {
        if (item["stringData"] is not JsonObject texts)
            return;
        if (item["data"] is not JsonObject data)
            item["data"] = data = [];
        foreach (var (name, value) in texts)
            data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value?.ToString() ?? ""));
        item.Remove("stringData");
    }
}
