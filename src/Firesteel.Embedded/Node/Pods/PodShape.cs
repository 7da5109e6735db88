using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>What a pod's spec says of the order and the repetition of its containers.</summary>
internal sealed class PodShape(KubeObject pod)
{
    public string RestartPolicy { get; } = pod.Spec.Text("restartPolicy") ?? "Always";

    /// <summary>In order; sidecars (restartPolicy Always) stand among them.</summary>
    public ImmutableArray<JsonObject> InitContainers { get; } = [.. pod.Spec.Items("initContainers")];

    public ImmutableArray<JsonObject> Containers { get; } = [.. pod.Spec.Items("containers")];

    public IEnumerable<JsonObject> All => InitContainers.Concat(Containers);

    public TimeSpan Grace { get; } = TimeSpan.FromSeconds(pod.Spec.Whole("terminationGracePeriodSeconds") ?? 30);

    public TimeSpan? Deadline { get; } = pod.Spec.Whole("activeDeadlineSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public static bool IsSidecar(JsonObject container) => container.Text("restartPolicy") == "Always";

    public static string NameOf(JsonObject container) => container.Text("name") ?? "";

    /// <summary>Whether a container that ended so starts again by itself.</summary>
    public bool Restarts(JsonObject container, int exitCode) =>
        IsSidecar(container) || (InitContainers.Contains(container)
            ? exitCode != 0 && RestartPolicy != "Never"
            : RestartPolicy == "Always" || (RestartPolicy == "OnFailure" && exitCode != 0));
}
