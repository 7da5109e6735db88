using System.Text.Json.Nodes;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>A variable that comes from a secret, as a pod's env has it.</summary>
internal static class SecretVariables
{
    /// <summary>The name that the project's guides use.</summary>
    public const string DefaultSecret = "minio-s3-keys";

    /// <param name="old">Its secret is kept when it has one.</param>
    public static JsonObject FromSecret(string variable, Configurations.EnvironmentEntry? old, string key) => new()
    {
        ["name"] = variable,
        ["valueFrom"] = new JsonObject
        {
            ["secretKeyRef"] = new JsonObject { ["name"] = old?.SecretName ?? DefaultSecret, ["key"] = old?.SecretKey ?? key },
        },
    };
}
