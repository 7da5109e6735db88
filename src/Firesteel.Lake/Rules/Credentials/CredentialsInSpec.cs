using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>Keys in plain text in a manifest or a configuration.</summary>
internal sealed class CredentialsInSpec : IConfigurationRule
{
    private static readonly string[] Options = ["access.key", "secret.key", "session.token"];

    private static readonly Dictionary<string, string> SecretKeys = new() { ["AWS_ACCESS_KEY_ID"] = "access-key", ["AWS_SECRET_ACCESS_KEY"] = "secret-key" };

    public RuleInfo Info { get; } = new("lake/credentials-in-spec", Severity.Error, "Credentials are written into the configuration",
        "What stands in a manifest stands in the API server, in git, in the driver's ConfigMap and on the Environment page of the UI. Keys belong into a secret; the pod gets them as variables, which S3A finds by itself.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        var written = Options.SelectMany(configuration.S3A).Where(property => property.Value.Length > 0 && !property.Value.StartsWith("${", StringComparison.Ordinal)).ToList();
        var literal = configuration.Roles().SelectMany(role => role.Environment.Where(entry => SecretKeys.ContainsKey(entry.Name) && entry.Value is { Length: > 0 }).Select(entry => (role, entry))).ToList();
        if (written.Count + literal.Count == 0)
            yield break;

        var patch = Patch(configuration, written);
        foreach (var property in written)
            yield return Info.At(property.Where, $"{property.Name} is written in plain text", "remove it, and give the keys from a secret: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in env with valueFrom.secretKeyRef (the patch names minio-s3-keys)", patch);
        foreach (var (role, entry) in literal)
            yield return Info.At(entry.Where, $"{entry.Name} of the {role.Name} is written in plain text", "take it from a secret: valueFrom.secretKeyRef {name: minio-s3-keys, key: " + SecretKeys[entry.Name] + "}", patch);
    }

    /// <summary>Removes the properties and gives both roles the variables from the secret; one patch for all findings.</summary>
    private static JsonObject? Patch(SparkConfiguration configuration, List<SparkProperty> written)
    {
        var patch = configuration.Set([.. written.Select(property => (property.Name, (string?)null))]);
        if (patch is null || configuration.Application is null)
            return patch;
        foreach (var role in configuration.Roles())
        {
            patch = MergePatch.Join(patch, role.WithEnvironment(old =>
            [
                .. old.Where(entry => !SecretKeys.ContainsKey(entry?["name"]?.ToString() ?? "")),
                .. SecretKeys.Select(pair => (JsonNode)SecretVariables.FromSecret(pair.Key, role.Find(pair.Key), pair.Value)),
            ]));
        }

        return patch;
    }
}
