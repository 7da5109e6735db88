using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>What is known of a pod's containers; changed by the worker, by probes and by containers that end.</summary>
internal sealed class ContainerTable(ImmutableDictionary<string, ObservedContainer> containers)
{
    private ImmutableDictionary<string, ObservedContainer> _containers = containers;

    public ImmutableDictionary<string, ObservedContainer> Snapshot => Volatile.Read(ref _containers);

    public ObservedContainer Of(string name) => Snapshot.GetValueOrDefault(name) ?? new ObservedContainer(name);

    public void Update(string name, Func<ObservedContainer, ObservedContainer> change) =>
        ImmutableInterlocked.Update(ref _containers, (all, with) => all.SetItem(with.name, with.change(all.GetValueOrDefault(with.name) ?? new ObservedContainer(with.name))), (name, change));

    /// <summary>From a status that an earlier node wrote: what ran then is gone now.</summary>
    /// <param name="lastAttempt">The last attempt of a container that left a log; −1 for none. The status may be older than the run.</param>
    public static ContainerTable From(KubeObject pod, Func<string, int> lastAttempt, DateTimeOffset now)
    {
        var known = ImmutableDictionary<string, ObservedContainer>.Empty;
        foreach (var status in pod.Status.Items("initContainerStatuses").Concat(pod.Status.Items("containerStatuses")))
        {
            var container = new ObservedContainer(status.Text("name") ?? "")
            {
                RestartCount = (int)(status.Whole("restartCount") ?? 0),
                Image = status.Text("image") ?? "",
                ImageId = status.Text("imageID") ?? "",
                Id = status.Text("containerID") ?? "",
                LastEnd = EndOf(status.Object("lastState")?.Object("terminated")),
            };
            if (status.Object("state") is { } state)
            {
                var end = EndOf(state.Object("terminated"));
                if (state.Object("running") is { } running)
                    end = Lost(running.Time("startedAt"), now, container.Id);
                if (end is not null)
                    container = container with { Phase = ContainerPhase.Terminated, End = end, StartedAt = end.StartedAt };
            }

            known = known.SetItem(container.Name, container);
        }

        foreach (var name in pod.Spec.Items("initContainers").Concat(pod.Spec.Items("containers")).Select(PodShape.NameOf))
        {
            var container = known.GetValueOrDefault(name) ?? new ObservedContainer(name);
            var attempt = lastAttempt(name);
            if (attempt > (container.HasRun ? container.RestartCount : -1))
                known = known.SetItem(name, container with { Phase = ContainerPhase.Terminated, RestartCount = attempt, LastEnd = container.End ?? container.LastEnd, End = Lost(null, now, container.Id) });
        }

        return new(known);
    }

    private static ContainerEnd Lost(DateTimeOffset? startedAt, DateTimeOffset now, string id) =>
        new(137, "ContainerStatusUnknown", "The container could not be located when the pod was terminated", startedAt, now, id);

    private static ContainerEnd? EndOf(JsonObject? terminated) => terminated is null ? null
        : new((int)(terminated.Whole("exitCode") ?? 0), terminated.Text("reason") ?? "Error", terminated.Text("message"), terminated.Time("startedAt"),
            terminated.Time("finishedAt") ?? DateTimeOffset.UnixEpoch, terminated.Text("containerID") ?? "");
}
