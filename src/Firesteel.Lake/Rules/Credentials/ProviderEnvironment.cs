using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>The environment provider is demanded, but a pod has no such variables.</summary>
internal sealed class ProviderEnvironment : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/provider-environment", Severity.Error, "The environment provider is set, but a pod has no keys in its environment",
        "With the default chain Spark hands the driver's keys on to the executors. An explicit EnvironmentVariableCredentialsProvider looks into each pod's own environment, so each needs both variables.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        var provider = configuration.S3A("aws.credentials.provider").FirstOrDefault(p => p.Value.Contains("EnvironmentVariableCredentialsProvider", StringComparison.Ordinal) && !p.Value.Contains(','));
        if (provider is null)
            yield break;
        foreach (var role in configuration.Roles().Where(role => !role.HasEnvFrom))
        {
            string[] missing = [.. ((string[])["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]).Where(name => role.Find(name) is null && configuration.Find(Property(role.Name, name)) is null)];
            if (missing.Length == 0)
                continue;
            var patch = role.WithEnvironment(old => [.. old, .. missing.Select(name => (System.Text.Json.Nodes.JsonNode)SecretVariables.FromSecret(name, null, name == "AWS_ACCESS_KEY_ID" ? "access-key" : "secret-key"))]);
            yield return Info.At(role.Where, $"the {role.Name} has no {string.Join(" and no ", missing)}, which {provider.Value} needs there", "add them to its env from the secret (valueFrom.secretKeyRef), or remove the provider setting", patch);
        }
    }

    private static string Property(string role, string variable) => role == "driver" ? $"spark.kubernetes.driverEnv.{variable}" : $"spark.executorEnv.{variable}";
}
