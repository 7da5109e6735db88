using Firesteel.Spark.Api.Roles;

namespace Firesteel.Spark.Translation;

/// <summary>The fields of a role that are Spark properties; the others go into the role's pod template.</summary>
internal static class RoleProperties
{
    /// <param name="name"><c>driver</c> or <c>executor</c>.</param>
    /// <param name="environment">Prefix of the role's environment properties.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(RoleSpec role, string name, string environment)
    {
        var kubernetes = $"spark.kubernetes.{name}";
        (string Key, string? Value)[] single =
        [
            ($"spark.{name}.cores", role.Cores?.ToString()),
            ($"spark.{name}.memory", role.Memory),
            ($"spark.{name}.memoryOverhead", role.MemoryOverhead),
            ($"spark.{name}.extraJavaOptions", role.JavaOptions),
            ($"{kubernetes}.request.cores", role.CoreRequest),
            ($"{kubernetes}.limit.cores", role.CoreLimit),
            ($"{kubernetes}.container.image", role.Image),
            ($"spark.kubernetes.authenticate.{name}.serviceAccountName", role.ServiceAccount),
        ];
        foreach (var (key, value) in single)
        {
            if (value is not null)
                yield return new(key, value);
        }

        foreach (var (key, value) in role.Labels)
            yield return new($"{kubernetes}.label.{key}", value);
        foreach (var (key, value) in role.Annotations)
            yield return new($"{kubernetes}.annotation.{key}", value);
        foreach (var (key, value) in role.EnvVars)
            yield return new($"{environment}{key}", value);
        foreach (var (key, value) in role.EnvSecretKeyRefs)
            yield return new($"{kubernetes}.secretKeyRef.{key}", $"{value.Name}:{value.Key}");
        foreach (var secret in role.Secrets)
        {
            yield return new($"{kubernetes}.secrets.{secret.Name}", secret.Path ?? "");
            if (secret.SecretType == "GCPServiceAccount")
                yield return new($"{environment}GOOGLE_APPLICATION_CREDENTIALS", $"{secret.Path}/key.json");
            if (secret.SecretType == "HadoopDelegationToken")
                yield return new($"{environment}HADOOP_TOKEN_FILE_LOCATION", $"{secret.Path}/hadoop.token");
        }
    }
}
