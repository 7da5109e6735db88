using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>A pod's status in the shape in which a kubelet writes it. Pure.</summary>
internal static class PodStatus
{
    public static JsonObject Write(ObservedPod seen, PodShape shape)
    {
        var before = seen.Pod.Status;
        var phase = before.Text("phase") is "Succeeded" or "Failed" ? before.Text("phase")! : PhaseOf(seen, shape);
        var status = new JsonObject
        {
            ["phase"] = phase,
            ["conditions"] = PodConditions.Write(seen, shape, phase),
            ["hostIP"] = seen.HostIp,
            ["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = seen.HostIp }),
        };
        if (seen.PodIp.Length > 0)
        {
            status["podIP"] = seen.PodIp;
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = seen.PodIp });
        }

        status["startTime"] = seen.StartTime.ToRfc3339();
        if (!shape.InitContainers.IsEmpty)
            status["initContainerStatuses"] = shape.InitContainers.Select(spec => (JsonNode)OfContainer(spec, seen, shape)).ToJsonArray();
        status["containerStatuses"] = shape.Containers.OrderBy(PodShape.NameOf, StringComparer.Ordinal).Select(spec => (JsonNode)OfContainer(spec, seen, shape)).ToJsonArray();
        status["qosClass"] = before.Text("qosClass") ?? QualityOfService.Of(shape);
        foreach (var kept in (ReadOnlySpan<string>)["reason", "message"])
        {
            if (before.Text(kept) is { } text)
                status[kept] = text;
        }

        return status;
    }

    /// <summary>A kubelet's getPhase.</summary>
    public static string PhaseOf(ObservedPod seen, PodShape shape)
    {
        var begun = shape.Containers.Any(spec => seen.Container(PodShape.NameOf(spec)).HasRun);
        foreach (var init in shape.InitContainers.Where(init => !PodShape.IsSidecar(init)))
        {
            var container = seen.Container(PodShape.NameOf(init));
            if (container.End is { } end && end.ExitCode != 0 && !shape.Restarts(init, end.ExitCode))
                return "Failed";
            if (!begun && container.End is not { ExitCode: 0 })
                return "Pending";
        }

        var (running, waiting, stopped, succeeded) = (0, 0, 0, 0);
        foreach (var container in shape.Containers.Select(spec => seen.Container(PodShape.NameOf(spec))))
        {
            if (container.Phase == ContainerPhase.Running)
            {
                running++;
            }
            else if (container.Phase == ContainerPhase.Terminated || container.LastEnd is not null)
            {
                stopped++;
                succeeded += (container.Phase == ContainerPhase.Terminated ? container.End : container.LastEnd)!.ExitCode == 0 ? 1 : 0;
            }
            else
            {
                waiting++;
            }
        }

        return (running, waiting, stopped) switch
        {
            (_, > 0, _) => "Pending",
            ( > 0, _, _) => "Running",
            (0, _, > 0) when shape.RestartPolicy == "Always" => "Running",
            (0, _, > 0) when stopped == succeeded => "Succeeded",
            (0, _, > 0) when shape.RestartPolicy == "Never" => "Failed",
            (0, _, > 0) => "Running",
            _ => "Pending",
        };
    }

    /// <summary>The node has ended it: phase Failed, with a reason.</summary>
    public static void Fail(JsonObject status, string reason, string message)
    {
        status["phase"] = "Failed";
        status["reason"] = reason;
        status["message"] = message;
    }

    private static JsonObject OfContainer(JsonObject spec, ObservedPod seen, PodShape shape)
    {
        var container = seen.Container(PodShape.NameOf(spec));
        var status = new JsonObject
        {
            ["name"] = container.Name,
            ["state"] = StateOf(container, seen, shape),
            ["lastState"] = container.LastEnd is { } last ? new JsonObject { ["terminated"] = Terminated(last) } : new JsonObject(),
            ["ready"] = IsReady(spec, container, shape),
            ["restartCount"] = container.RestartCount,
            ["image"] = container.Image.Length > 0 ? container.Image : spec.Text("image") ?? "",
            ["imageID"] = container.ImageId,
        };
        if ((container.Id.Length > 0 ? container.Id : container.LastEnd?.Id) is { Length: > 0 } id)
            status["containerID"] = id;
        status["started"] = container.Phase == ContainerPhase.Running && container.IsStarted;
        return status;
    }

    /// <summary>An init container is ready when it has done its work.</summary>
    private static bool IsReady(JsonObject spec, ObservedContainer container, PodShape shape) =>
        shape.InitContainers.Contains(spec) && !PodShape.IsSidecar(spec)
            ? container is { Phase: ContainerPhase.Terminated, End.ExitCode: 0 }
            : container is { Phase: ContainerPhase.Running, IsReady: true };

    private static JsonObject StateOf(ObservedContainer container, ObservedPod seen, PodShape shape) => container.Phase switch
    {
        ContainerPhase.Running => new() { ["running"] = new JsonObject { ["startedAt"] = container.StartedAt!.Value.ToRfc3339() } },
        // While it backs off, a container that ended is shown as waiting, and its end as its last state.
        ContainerPhase.Terminated => new() { ["terminated"] = Terminated(container.End!) },
        _ => new() { ["waiting"] = Waiting(container, seen, shape) },
    };

    private static JsonObject Waiting(ObservedContainer container, ObservedPod seen, PodShape shape)
    {
        var hasInit = shape.InitContainers.Any(init => !PodShape.IsSidecar(init) && seen.Container(PodShape.NameOf(init)).End is not { ExitCode: 0 });
        var waiting = new JsonObject { ["reason"] = container.WaitingReason ?? (hasInit ? "PodInitializing" : "ContainerCreating") };
        if (container.WaitingMessage is { } message)
            waiting["message"] = message;
        return waiting;
    }

    private static JsonObject Terminated(ContainerEnd end)
    {
        var state = new JsonObject { ["exitCode"] = end.ExitCode, ["reason"] = end.Reason };
        if (end.Message is { Length: > 0 } message)
            state["message"] = message;
        state["startedAt"] = (end.StartedAt ?? DateTimeOffset.UnixEpoch).ToRfc3339();
        state["finishedAt"] = end.FinishedAt.ToRfc3339();
        if (end.Id.Length > 0)
            state["containerID"] = end.Id;
        return state;
    }
}
