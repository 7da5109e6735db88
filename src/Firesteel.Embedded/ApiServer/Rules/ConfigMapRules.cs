using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>An immutable config map stays as it is.</summary>
internal sealed class ConfigMapRules : IKindRules
{
    public (string Group, string Plural) Resource => ("", "configmaps");

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context) =>
        DataKeys.Check(item, "", ("data", false), ("binaryData", true)).Concat(old is null ? [] : Immutability.Check(item, old, "data", "binaryData"));
}
