using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime.CredentialManagement;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Credentials;

/// <summary>Finds the administrator's keys: a named Kubernetes secret, a named profile, else the environment, else the default profile.</summary>
public static class AdministratorKeys
{
    /// <param name="kube">Asked only when a secret is named.</param>
    /// <exception cref="ProblemException">There are none; says where they were looked for.</exception>
    public static async Task<StoreCredentials> FindAsync(AdministratorSource source, Func<string, string?> environment, Func<IKubeClient>? kube, CancellationToken stop = default)
    {
        if (source.Secret is { } secret)
            return await FromSecretAsync(secret, kube, stop);
        if (source.Profile is { } named)
            return FromProfile(named, environment) ?? throw Missing($"the AWS profile {named} has no keys", "add it to the shared credentials file: aws configure --profile " + named);
        if (environment("AWS_ACCESS_KEY_ID") is { Length: > 0 } access && environment("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secretKey)
            return new StoreCredentials(access, secretKey, environment("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null);
        return FromProfile(environment("AWS_PROFILE") is { Length: > 0 } chosen ? chosen : "default", environment)
            ?? throw Missing("no administrator's credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set, and there is no default AWS profile",
                "export both, or name store.administrator.profile or store.administrator.secret in lake.yaml");
    }

    private static StoreCredentials? FromProfile(string name, Func<string, string?> environment)
    {
        var file = new SharedCredentialsFile(environment("AWS_SHARED_CREDENTIALS_FILE") is { Length: > 0 } path ? path : SharedCredentialsFile.DefaultFilePath);
        if (!file.TryGetProfile(name, out var profile) || profile.Options is not { AccessKey.Length: > 0, SecretKey.Length: > 0 } keys)
            return null;
        return new StoreCredentials(keys.AccessKey, keys.SecretKey, keys.Token is { Length: > 0 } token ? token : null);
    }

    private static async Task<StoreCredentials> FromSecretAsync(SecretReference reference, Func<IKubeClient>? kube, CancellationToken stop)
    {
        if (kube is null)
            throw Missing($"the administrator's keys are in the Kubernetes secret {reference.Namespace}/{reference.Name}, and no cluster is known", "set KUBECONFIG or give --context");
        var secret = await kube().FindAsync(ResourceTypes.Secrets, new ObjectKey(reference.Namespace, reference.Name), stop)
            ?? throw Missing($"there is no Kubernetes secret {reference.Namespace}/{reference.Name}", "create it, or correct store.administrator.secret");
        return new StoreCredentials(Entry(secret, reference, reference.AccessKey), Entry(secret, reference, reference.SecretKey));
    }

    private static string Entry(KubeObject secret, SecretReference reference, string key)
    {
        if (secret.Json["data"] is not JsonObject data || (string?)data[key] is not { } encoded)
            throw Missing($"the secret {reference.Namespace}/{reference.Name} has no key {key}", $"its keys are: {string.Join(", ", (secret.Json["data"] as JsonObject ?? []).Select(entry => entry.Key))}");
        return Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).TrimEnd('\n', '\r');
    }

    private static ProblemException Missing(string what, string cure) => new(new Problem(Location.Field("store.administrator"), what, cure));
}
