using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>Pods made from a workload's template. Pure.</summary>
internal static class TemplatePod
{
    /// <param name="name">A whole name, or one that ends with '-' and is completed by the server.</param>
    public static KubeObject Of(KubeObject owner, string name)
    {
        var template = owner.Spec.Object("template");
        var metadata = new JsonObject { ["namespace"] = owner.Namespace, [name.EndsWith('-') ? "generateName" : "name"] = name };
        foreach (var field in (ReadOnlySpan<string>)["labels", "annotations", "finalizers"])
        {
            if (template.Object("metadata")?[field] is { } value)
                metadata[field] = value.DeepClone();
        }

        metadata["ownerReferences"] = new JsonArray(owner.ToOwnerReference());
        return new KubeObject(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = template.Object("spec")?.DeepClone() });
    }

    public static bool IsActive(KubeObject pod) => !pod.IsBeingDeleted && pod.Status.Text("phase") is not ("Succeeded" or "Failed");

    public static bool IsReady(KubeObject pod) => ReadySince(pod) is not null;

    public static DateTimeOffset? ReadySince(KubeObject pod) =>
        pod.Status.Items("conditions").FirstOrDefault(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True")?.Time("lastTransitionTime");

    public static bool IsAvailable(KubeObject pod, long minReadySeconds, DateTimeOffset now) =>
        ReadySince(pod) is { } since && since.AddSeconds(minReadySeconds) <= now;

    /// <summary>The first to go when there are too many: not bound, not running, not ready, youngest.</summary>
    public static IEnumerable<KubeObject> LeastWantedFirst(IEnumerable<KubeObject> pods) => pods
        .OrderBy(pod => pod.Spec.Text("nodeName") is { Length: > 0 })
        .ThenBy(pod => pod.Status.Text("phase") == "Running")
        .ThenBy(IsReady)
        .ThenByDescending(pod => pod.Metadata.Text("creationTimestamp"), StringComparer.Ordinal);
}
