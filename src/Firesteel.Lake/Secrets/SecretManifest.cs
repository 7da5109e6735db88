using System.Text;
using Firesteel.Kube.Objects;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Secrets;

/// <summary>A user's keys as a Kubernetes secret, for <c>kubectl apply -f -</c>.</summary>
public static class SecretManifest
{
    public static KubeObject Of(SecretReference target, StoreCredentials keys)
    {
        var secret = KubeObject.Of(ResourceTypes.Secrets, target.Namespace, target.Name);
        secret.Json["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject { ["app.kubernetes.io/managed-by"] = "firesteel" };
        secret.Json["type"] = "Opaque";
        secret.Json["data"] = new System.Text.Json.Nodes.JsonObject
        {
            [target.AccessKey] = Convert.ToBase64String(Encoding.UTF8.GetBytes(keys.AccessKey)),
            [target.SecretKey] = Convert.ToBase64String(Encoding.UTF8.GetBytes(keys.SecretKey)),
        };
        return secret;
    }
}
