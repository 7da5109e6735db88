using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary><c>env</c> and <c>envFrom</c> of a container.</summary>
internal static class EnvironmentValidation
{
    private static readonly string[] Fields =
        ["metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"];

    private static readonly string[] Resources =
        ["limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"];

    private static readonly string[] Sources = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef"];

    public static void Check(JsonObject container, string path, FieldChecks checks)
    {
        foreach (var (variable, at) in FieldChecks.Items(container, "env", path))
        {
            checks.RequiredName(variable, "name", at, Names.EnvName);
            if (variable["valueFrom"] is JsonObject source)
                Source(source, $"{at}.valueFrom", variable.Text("value").Length > 0, checks);
        }

        foreach (var (source, at) in FieldChecks.Items(container, "envFrom", path))
        {
            checks.OptionalName(source, "prefix", at, Names.EnvName);
            var given = ((string[])["configMapRef", "secretRef"]).Where(name => source[name] is JsonObject).ToList();
            foreach (var name in given)
                checks.RequiredName((JsonObject)source[name]!, "name", $"{at}.{name}", Names.Dns1123Subdomain);
            if (given.Count != 1)
                checks.Add(Cause.Invalid($"{path}.envFrom", "", given.Count == 0 ? "must specify one of: `configMapRef` or `secretRef`" : "may not have more than one field specified at a time"));
        }
    }

    /// <summary>Of a variable, or of a file in a downwardAPI volume.</summary>
    public static void Field(JsonObject field, string path, IEnumerable<string> fields, FieldChecks checks)
    {
        var text = field.Text("fieldPath");
        if (text.Length == 0)
            checks.Add(Cause.Required($"{path}.fieldPath"));
        else if (text.IndexOf("['", StringComparison.Ordinal) is > 0 and var start && text.EndsWith("']", StringComparison.Ordinal))
            Subscript(text[..start], text[(start + 2)..^2], path, checks);
        else if (!fields.Contains(text))
            checks.Add(Cause.NotSupported($"{path}.fieldPath", text, fields.Order(StringComparer.Ordinal)));
    }

    /// <param name="needsContainer">A volume belongs to no container.</param>
    public static void Resource(JsonObject field, string path, bool needsContainer, FieldChecks checks)
    {
        var name = field.Text("resource");
        if (needsContainer && field.Text("containerName").Length == 0)
            checks.Add(Cause.Required($"{path}.containerName"));
        else if (name.Length == 0)
            checks.Add(Cause.Required($"{path}.resource"));
        else if (!Resources.Contains(name) && !name.StartsWith("limits.hugepages-", StringComparison.Ordinal) && !name.StartsWith("requests.hugepages-", StringComparison.Ordinal))
            checks.Add(Cause.NotSupported($"{path}.resource", name, Resources));
    }

    private static void Source(JsonObject source, string path, bool hasValue, FieldChecks checks)
    {
        var given = Sources.Where(name => source[name] is JsonObject).ToList();
        foreach (var name in given)
        {
            var (one, at) = ((JsonObject)source[name]!, $"{path}.{name}");
            if (name == "fieldRef")
                Field(one, at, Fields, checks);
            else if (name == "resourceFieldRef")
                Resource(one, at, needsContainer: false, checks);
            else
                Key(one, at, checks);
        }

        if (given.Count == 0)
            checks.Add(Cause.Invalid(path, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"));
        else if (hasValue)
            checks.Add(Cause.Invalid(path, "", "may not be specified when `value` is not empty"));
        else if (given.Count > 1)
            checks.Add(Cause.Invalid(path, "", "may not have more than one field specified at a time"));
    }

    private static void Key(JsonObject selector, string path, FieldChecks checks)
    {
        checks.Name(selector.Text("name"), $"{path}.name", Names.Dns1123Subdomain);
        checks.RequiredName(selector, "key", path, Names.ConfigMapKey);
    }

    private static void Subscript(string field, string subscript, string path, FieldChecks checks)
    {
        if (field is "metadata.annotations" or "metadata.labels")
            checks.Name(field == "metadata.labels" ? subscript : subscript.ToLowerInvariant(), path, Names.QualifiedName);
        else
            checks.Add(Cause.Invalid(path, field, "does not support subscript"));
    }
}
