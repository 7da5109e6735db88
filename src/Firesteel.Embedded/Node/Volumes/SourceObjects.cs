using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>The objects of its namespace that a pod names, as they were when they were read.</summary>
internal sealed class SourceObjects(IReadOnlyDictionary<(SourceKind Kind, string Name), SourceObject?> found)
{
    public SourceObject? Find(SourceKind kind, string name) => found.GetValueOrDefault((kind, name));

    /// <summary>A kubelet's words for a missing object.</summary>
    public string NotFound(SourceKind kind, string name) => kind switch
    {
        SourceKind.ConfigMap => $"configmap \"{name}\" not found",
        SourceKind.Secret => $"secret \"{name}\" not found",
        _ => $"persistentvolumeclaim \"{name}\" not found",
    };

    /// <summary>All that the pod's volumes and containers name. Pure.</summary>
    public static IReadOnlySet<(SourceKind Kind, string Name)> NamedBy(KubeObject pod)
    {
        var named = new HashSet<(SourceKind, string)>();
        void Add(SourceKind kind, JsonObject? reference, string field = "name")
        {
            if (reference.Text(field) is { Length: > 0 } name)
                named.Add((kind, name));
        }

        foreach (var volume in pod.Spec.Items("volumes"))
        {
            foreach (var source in volume.Object("projected").Items("sources").Prepend(volume))
            {
                Add(SourceKind.ConfigMap, source.Object("configMap"));
                Add(SourceKind.Secret, source.Object("secret"));
                Add(SourceKind.Secret, source.Object("secret"), "secretName");
                Add(SourceKind.Claim, source.Object("persistentVolumeClaim"), "claimName");
            }
        }

        foreach (var container in pod.Spec.Items("initContainers").Concat(pod.Spec.Items("containers")))
        {
            foreach (var from in container.Items("env").Select(variable => variable.Object("valueFrom")).OfType<JsonObject>())
            {
                Add(SourceKind.ConfigMap, from.Object("configMapKeyRef"));
                Add(SourceKind.Secret, from.Object("secretKeyRef"));
            }

            foreach (var from in container.Items("envFrom"))
            {
                Add(SourceKind.ConfigMap, from.Object("configMapRef"));
                Add(SourceKind.Secret, from.Object("secretRef"));
            }
        }

        return named;
    }

    public static async Task<SourceObjects> ReadAsync(IKubeClient client, KubeObject pod, CancellationToken stop)
    {
        var found = new Dictionary<(SourceKind, string), SourceObject?>();
        foreach (var (kind, name) in NamedBy(pod))
        {
            var type = kind switch
            {
                SourceKind.ConfigMap => ResourceTypes.ConfigMaps,
                SourceKind.Secret => ResourceTypes.Secrets,
                _ => ResourceTypes.PersistentVolumeClaims,
            };
            found[(kind, name)] = await client.FindAsync(type, new ObjectKey(pod.Namespace, name), stop) is { } item ? new SourceObject(kind, item) : null;
        }

        return new(found);
    }
}
