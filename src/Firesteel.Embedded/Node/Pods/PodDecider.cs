using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>A kubelet's decisions, without its effects: from what is seen of a pod to its next actions and its status.</summary>
public static class PodDecider
{
    private const string DeadlineExceeded = "DeadlineExceeded";

    public static PodDecision Decide(ObservedPod seen)
    {
        var shape = new PodShape(seen.Pod);
        var before = seen.Pod.Status.Text("phase");
        if (seen.Pod.IsBeingDeleted)
            return End(seen, shape, TimeSpan.FromSeconds(seen.Pod.Metadata.Whole("deletionGracePeriodSeconds") ?? 30), new PodAction.Remove(), null);
        if (before is "Succeeded" or "Failed")
            return End(seen, shape, shape.Grace, new PodAction.Release(), null);
        if (shape.Deadline is { } deadline && seen.Now - seen.StartTime >= deadline)
            return End(seen, shape, shape.Grace, new PodAction.Release(), (DeadlineExceeded, "Pod was active on the node longer than the specified deadline"));

        var status = PodStatus.Write(seen, shape);
        if (status.Text("phase") is "Succeeded" or "Failed")
            return Wind(seen, shape, status);
        var plan = new Plan(seen);
        if (!seen.VolumesReady)
            plan.Do(new PodAction.SetUpVolumes());
        else if (StartInitContainers(plan, seen, shape))
            StartContainers(plan, seen, shape);
        if (shape.Deadline is { } limit)
            plan.WakeAt(seen.StartTime + limit);
        return plan.Decide(status);
    }

    /// <returns>True when the main containers may start.</returns>
    private static bool StartInitContainers(Plan plan, ObservedPod seen, PodShape shape)
    {
        // Init containers are not run anew for the sake of a main container that starts again.
        var begun = shape.Containers.Any(container => seen.Container(PodShape.NameOf(container)).HasRun);
        foreach (var init in shape.InitContainers)
        {
            var container = seen.Container(PodShape.NameOf(init));
            if (PodShape.IsSidecar(init))
            {
                plan.KeepRunning(init, container, shape);
                if (!begun && !(container.Phase == ContainerPhase.Running && container.IsStarted))
                    return false;
            }
            else if (!begun && container.End is not { ExitCode: 0 })
            {
                plan.KeepRunning(init, container, shape);
                return false;
            }
        }

        return true;
    }

    private static void StartContainers(Plan plan, ObservedPod seen, PodShape shape)
    {
        foreach (var spec in shape.Containers)
            plan.KeepRunning(spec, seen.Container(PodShape.NameOf(spec)), shape);
    }

    /// <summary>The pod has come to its end by itself: sidecars are told to end, then everything is let go.</summary>
    private static PodDecision Wind(ObservedPod seen, PodShape shape, JsonObject status)
    {
        var plan = new Plan(seen);
        if (StopAll(plan, seen, shape, shape.Grace, "Stopping container {0}"))
        {
            plan.Do(new PodAction.Release());
            return plan.Decide(status);
        }

        // Not over before its last sidecar is: the phase stays as it is.
        status["phase"] = seen.Pod.Status.Text("phase") ?? "Running";
        return plan.Decide(status);
    }

    private static PodDecision End(ObservedPod seen, PodShape shape, TimeSpan grace, PodAction last, (string Reason, string Message)? failure)
    {
        var plan = new Plan(seen);
        var status = PodStatus.Write(seen, shape);
        if (failure is { } why)
            PodStatus.Fail(status, why.Reason, why.Message);
        if (StopAll(plan, seen, shape, grace, "Stopping container {0}"))
            plan.Do(last);
        else if (failure is null && seen.Pod.Status.Text("phase") is "Pending" or "Running")
            status["phase"] = seen.Pod.Status.Text("phase");
        return plan.Decide(status);
    }

    /// <summary>Main containers first, then sidecars in reverse order, as a kubelet does.</summary>
    /// <returns>True when none runs any more.</returns>
    private static bool StopAll(Plan plan, ObservedPod seen, PodShape shape, TimeSpan grace, string why)
    {
        var main = shape.Containers.Concat(shape.InitContainers.Where(init => !PodShape.IsSidecar(init))).ToList();
        if (Stop(main))
            return false;
        foreach (var sidecar in shape.InitContainers.Where(PodShape.IsSidecar).Reverse())
        {
            if (Stop([sidecar]))
                return false;
        }

        return true;

        bool Stop(List<JsonObject> containers)
        {
            var running = containers.Select(PodShape.NameOf).Where(name => seen.Container(name).Phase == ContainerPhase.Running).ToList();
            foreach (var name in running.Where(name => !seen.Container(name).IsStopping))
                plan.Do(new PodAction.StopContainer(name, grace, string.Format(why, name)));
            return running.Count > 0;
        }
    }

    private sealed class Plan(ObservedPod seen)
    {
        private readonly ImmutableArray<PodAction>.Builder _actions = ImmutableArray.CreateBuilder<PodAction>();
        private DateTimeOffset? _wakeAt;

        public void Do(PodAction action) => _actions.Add(action);

        public void WakeAt(DateTimeOffset time) => _wakeAt = _wakeAt is { } other && other < time ? other : time;

        /// <summary>Starts it if it should run, now or after its back-off.</summary>
        public void KeepRunning(JsonObject spec, ObservedContainer container, PodShape shape)
        {
            var due = container.Phase switch
            {
                ContainerPhase.Waiting => true,
                ContainerPhase.Terminated => shape.Restarts(spec, container.End!.ExitCode),
                _ => false,
            };
            if (!due)
                return;
            if (container.NotBefore is { } later && later > seen.Now)
                WakeAt(later);
            else
                Do(new PodAction.StartContainer(container.Name));
        }

        public PodDecision Decide(JsonObject status) => new(status, _actions.ToImmutable(), _wakeAt);
    }
}
