using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>
/// The service-account directory. A cluster's API server adds this volume on admission; where the server has not, the node does. Pure.
/// </summary>
internal static class ApiAccessVolume
{
    public const string Path = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string Name = "firesteel-api-access";

    /// <returns>The pod, or a copy of it with the volume in each container that has nothing at its place.</returns>
    public static KubeObject AddTo(KubeObject pod, KubeObject? account)
    {
        var shown = pod.Spec.Items("initContainers").Concat(pod.Spec.Items("containers"));
        var wanted = pod.Spec?["automountServiceAccountToken"] is not null ? pod.Spec.Flag("automountServiceAccountToken") : account?.Json.Flag("automountServiceAccountToken", absent: true) ?? true;
        if (!wanted || shown.All(HasPlaceTaken))
            return pod;

        var copy = pod.Clone();
        var volumes = copy.Spec!["volumes"] as JsonArray;
        if (volumes is null)
            copy.Spec!["volumes"] = volumes = [];
        volumes.Add((JsonNode)Volume());
        foreach (var container in copy.Spec.Items("initContainers").Concat(copy.Spec.Items("containers")).Where(container => !HasPlaceTaken(container)))
        {
            var mounts = container["volumeMounts"] as JsonArray;
            if (mounts is null)
                container["volumeMounts"] = mounts = [];
            mounts.Add((JsonNode)new JsonObject { ["name"] = Name, ["readOnly"] = true, ["mountPath"] = Path });
        }

        return copy;
    }

    private static bool HasPlaceTaken(JsonObject container) => container.Items("volumeMounts").Any(mount => mount.Text("mountPath") == Path);

    private static JsonObject Volume() => new()
    {
        ["name"] = Name,
        ["projected"] = new JsonObject
        {
            ["sources"] = new JsonArray(
                new JsonObject { ["serviceAccountToken"] = new JsonObject { ["path"] = "token", ["expirationSeconds"] = 3607 } },
                new JsonObject
                {
                    ["configMap"] = new JsonObject
                    {
                        ["name"] = "kube-root-ca.crt",
                        ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }),
                    },
                },
                new JsonObject
                {
                    ["downwardAPI"] = new JsonObject
                    {
                        ["items"] = new JsonArray(new JsonObject { ["path"] = "namespace", ["fieldRef"] = new JsonObject { ["fieldPath"] = "metadata.namespace" } }),
                    },
                }),
        },
    };
}
