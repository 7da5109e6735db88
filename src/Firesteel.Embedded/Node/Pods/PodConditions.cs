using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>The conditions that a kubelet owns; those of others (PodScheduled, readiness gates) are kept.</summary>
internal static class PodConditions
{
    private static readonly string[] Owned = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady"];

    public static JsonArray Write(ObservedPod seen, PodShape shape, string phase)
    {
        var before = seen.Pod.Status.Items("conditions").ToList();
        var (initReason, initMessage) = Initialized(seen, shape);
        var (reason, message) = ContainersReady(seen, shape, phase);
        // A readiness gate is a condition that somebody else sets to True.
        var gates = seen.Pod.Spec.Items("readinessGates").Select(gate => gate.Text("conditionType"))
            .Where(type => before.FirstOrDefault(condition => condition.Text("type") == type).Text("status") != "True").ToList();
        var (readyReason, readyMessage) = reason is null && gates.Count > 0
            ? ("ReadinessGatesNotReady", string.Join(", ", gates.Select(type => $"the status of pod readiness gate \"{type}\" is not \"True\", but False"))) : (reason, message);
        var conditions = new JsonArray(
            Condition("PodReadyToStartContainers", seen.VolumesReady && phase is not ("Succeeded" or "Failed"), null, null),
            Condition("Initialized", initReason is null, initReason ?? (phase == "Succeeded" ? "PodCompleted" : null), initMessage),
            Condition("Ready", readyReason is null, readyReason, readyMessage),
            Condition("ContainersReady", reason is null, reason, message));
        foreach (var kept in before.Where(condition => !Owned.Contains(condition.Text("type"))))
            conditions.Add(kept.DeepClone());
        if (before.All(condition => condition.Text("type") != "PodScheduled"))
            conditions.Add((JsonNode)Condition("PodScheduled", true, null, null));
        return conditions;

        JsonObject Condition(string type, bool holds, string? why, string? text)
        {
            var old = before.FirstOrDefault(condition => condition.Text("type") == type);
            var now = holds ? "True" : "False";
            var condition = new JsonObject { ["type"] = type, ["status"] = now, ["lastProbeTime"] = null, ["lastTransitionTime"] = old.Text("status") == now ? old.Text("lastTransitionTime") : seen.Now.ToRfc3339() };
            if (why is not null)
                condition["reason"] = why;
            if (text is not null)
                condition["message"] = text;
            return condition;
        }
    }

    private static (string? Reason, string? Message) Initialized(ObservedPod seen, PodShape shape)
    {
        if (shape.Containers.Any(spec => seen.Container(PodShape.NameOf(spec)).HasRun))
            return default;
        var incomplete = shape.InitContainers
            .Where(init => seen.Container(PodShape.NameOf(init)) is var container && (PodShape.IsSidecar(init) ? !container.IsStarted : container.End is not { ExitCode: 0 }))
            .Select(PodShape.NameOf).ToList();
        return incomplete.Count == 0 ? default : ("ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', incomplete)}]");
    }

    private static (string? Reason, string? Message) ContainersReady(ObservedPod seen, PodShape shape, string phase)
    {
        if (phase == "Succeeded")
            return ("PodCompleted", null);
        if (phase == "Failed")
            return ("PodFailed", null);
        var unready = shape.InitContainers.Where(PodShape.IsSidecar).Concat(shape.Containers)
            .Select(spec => seen.Container(PodShape.NameOf(spec))).Where(container => container is not { Phase: ContainerPhase.Running, IsReady: true })
            .Select(container => container.Name).ToList();
        return unready.Count == 0 ? default : ("ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready)}]");
    }
}
