using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Scheduling;

/// <summary>Where a pod may run. Pure.</summary>
internal static class Placement
{
    /// <param name="pods">All pods that are bound to some node.</param>
    /// <returns>The node's name, or why there is none (the scheduler's words).</returns>
    public static (string? Node, string? Failure) Choose(KubeObject pod, IReadOnlyCollection<KubeObject> nodes, IReadOnlyCollection<KubeObject> pods)
    {
        if (nodes.Count == 0)
            return (null, "no nodes available to schedule pods");
        var reasons = new List<string>();
        var victims = 0;
        (string Name, decimal Free)? best = null;
        foreach (var node in nodes.OrderBy(node => node.Name, StringComparer.Ordinal))
        {
            var present = pods.Where(other => other.Spec.Text("nodeName") == node.Name && other.Status.Text("phase") is not ("Succeeded" or "Failed")).ToList();
            if (Unfit(pod, node) is { } unfit)
            {
                reasons.Add(unfit);
                continue;
            }

            var lacking = Lacking(pod, node, present, out var free);
            reasons.AddRange(lacking);
            if (lacking.IsEmpty && (best is null || free > best.Value.Free))
                best = (node.Name, free);
            victims += lacking.IsEmpty ? 0 : 1;
        }

        if (best is { } found)
            return (found.Name, null);
        var counted = reasons.GroupBy(reason => reason).Select(group => $"{group.Count()} {group.Key}").Order(StringComparer.Ordinal);
        var helps = new List<string>();
        if (victims > 0)
            helps.Add($"{victims} No preemption victims found for incoming pod");
        if (nodes.Count > victims)
            helps.Add($"{nodes.Count - victims} Preemption is not helpful for scheduling");
        return (null, $"0/{nodes.Count} nodes are available: {string.Join(", ", counted)}. preemption: 0/{nodes.Count} nodes are available: {string.Join(", ", helps)}.");
    }

    /// <returns>Why no amount of free room would help; null when nothing is against it.</returns>
    private static string? Unfit(KubeObject pod, KubeObject node)
    {
        if (node.Spec.Flag("unschedulable") && !Tolerations.Tolerates(pod, new("node.kubernetes.io/unschedulable", "", "NoSchedule")))
            return "node(s) were unschedulable";
        var taint = node.Spec.Items("taints").Select(Taint.Of).Where(taint => taint.Effect is "NoSchedule" or "NoExecute").FirstOrDefault(taint => !Tolerations.Tolerates(pod, taint));
        if (taint is not null)
            return $"node(s) had untolerated taint {{{taint.Key}: {taint.Value}}}";
        return NodeAffinity.Admits(pod, node) ? null : "node(s) didn't match Pod's node affinity/selector";
    }

    private static ImmutableArray<string> Lacking(KubeObject pod, KubeObject node, List<KubeObject> present, out decimal freeCpu)
    {
        var lacking = ImmutableArray.CreateBuilder<string>();
        var room = node.Status.Object("allocatable");
        freeCpu = 0;
        if (ResourceAmount.Of(room, "pods") is { } most && present.Count >= most)
            lacking.Add("Too many pods");
        foreach (var (resource, wanted) in PodRequests.Of(pod).OrderBy(request => request.Key, StringComparer.Ordinal))
        {
            if (wanted > (ResourceAmount.Of(room, resource) ?? 0) - present.Sum(other => PodRequests.Of(other).GetValueOrDefault(resource)))
                lacking.Add($"Insufficient {resource}");
        }

        freeCpu = (ResourceAmount.Of(room, "cpu") ?? 0) - present.Sum(other => PodRequests.Of(other).GetValueOrDefault("cpu"));
        return lacking.ToImmutable();
    }
}
