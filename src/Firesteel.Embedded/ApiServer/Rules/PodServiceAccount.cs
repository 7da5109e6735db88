using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>The ServiceAccount admission: a pod without an account gets <c>default</c>, and every container the token volume.</summary>
internal static class PodServiceAccount
{
    private const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static void Admit(JsonObject pod, JsonObject spec, RuleContext context)
    {
        var metadata = pod.Metadata();
        var name = spec.Text("serviceAccountName") is { Length: > 0 } given ? given : spec.Text("serviceAccount") is { Length: > 0 } old ? old : "default";
        spec["serviceAccountName"] = name;
        spec["serviceAccount"] = name;
        var account = context.Find("", "serviceaccounts", new(metadata.Text("namespace"), name));
        if (account is null)
        {
            var podName = metadata.Text("name") is { Length: > 0 } fixedName ? fixedName : metadata.Text("generateName");
            throw Statuses.Forbidden("", "pods", podName, $"error looking up service account {metadata.Text("namespace")}/{name}: serviceaccount \"{name}\" not found");
        }

        if (spec["imagePullSecrets"] is null && account.Json["imagePullSecrets"] is JsonArray { Count: > 0 } secrets)
            spec["imagePullSecrets"] = secrets.DeepClone();
        var wanted = (bool?)spec["automountServiceAccountToken"] ?? (bool?)account.Json["automountServiceAccountToken"] ?? true;
        if (!wanted)
            return;
        var containers = ((string[])["initContainers", "containers"]).SelectMany(list => (spec[list] as JsonArray ?? []).OfType<JsonObject>())
            .Where(container => !Mounts(container).OfType<JsonObject>().Any(mount => mount.Text("mountPath").TrimEnd('/') == MountPath)).ToList();
        if (containers.Count == 0)
            return;
        var volume = ObjectMetadata.GenerateName("kube-api-access-");
        foreach (var container in containers)
            Mounts(container).Add((JsonNode)new JsonObject { ["name"] = volume, ["readOnly"] = true, ["mountPath"] = MountPath });
        if (spec["volumes"] is not JsonArray volumes)
            spec["volumes"] = volumes = [];
        volumes.Add((JsonNode)Volume(volume));
    }

    private static JsonArray Mounts(JsonObject container)
    {
        if (container["volumeMounts"] is not JsonArray mounts)
            container["volumeMounts"] = mounts = [];
        return mounts;
    }

    private static JsonObject Volume(string name) => new()
    {
        ["name"] = name,
        ["projected"] = new JsonObject
        {
            ["defaultMode"] = 420,
            ["sources"] = new JsonArray(
                new JsonObject { ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = 3607, ["path"] = "token" } },
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
                        ["items"] = new JsonArray(new JsonObject
                        {
                            ["path"] = "namespace",
                            ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" },
                        }),
                    },
                }),
        },
    };
}
