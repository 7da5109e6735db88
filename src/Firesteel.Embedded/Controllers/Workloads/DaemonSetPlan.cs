using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.Scheduling;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>What a daemon set does next: one pod on every node that its template may run on. Pure.</summary>
/// <param name="Create">Nodes that lack a pod.</param>
internal sealed record DaemonSetPlan(ImmutableArray<string> Create, ImmutableArray<KubeObject> Delete, JsonObject Status)
{
    public const string RevisionLabel = "controller-revision-hash";

    private static readonly (string Condition, string Effect)[] Tolerated =
        [("not-ready", "NoExecute"), ("unreachable", "NoExecute"), ("disk-pressure", "NoSchedule"), ("memory-pressure", "NoSchedule"), ("pid-pressure", "NoSchedule"), ("unschedulable", "NoSchedule")];

    /// <param name="pods">Those that the set controls.</param>
    /// <param name="revision">Of its present template.</param>
    public static DaemonSetPlan Of(KubeObject set, IEnumerable<KubeObject> nodes, IReadOnlyCollection<KubeObject> pods, string revision, DateTimeOffset now)
    {
        var minReady = set.Spec.Whole("minReadySeconds") ?? 0;
        var wanted = nodes.Where(node => MayRun(set, node)).Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        var byNode = pods.Where(pod => !pod.IsBeingDeleted).ToLookup(pod => NodeOf(pod) ?? "", StringComparer.Ordinal);
        var delete = byNode.Where(group => !wanted.Contains(group.Key)).SelectMany(group => group).ToList();
        var misplaced = delete.Count;
        var create = new List<string>();
        var kept = new List<KubeObject>();
        foreach (var node in wanted.Order(StringComparer.Ordinal))
        {
            var active = byNode[node].Where(TemplatePod.IsActive).OrderBy(pod => pod.Metadata.Text("creationTimestamp"), StringComparer.Ordinal).ToList();
            delete.AddRange(byNode[node].Where(pod => !TemplatePod.IsActive(pod)));
            delete.AddRange(active.Skip(1));
            if (active.Count > 0)
                kept.Add(active[0]);
            else if (!pods.Any(pod => pod.IsBeingDeleted && NodeOf(pod) == node))
                create.Add(node);
        }

        var available = kept.Where(pod => TemplatePod.IsAvailable(pod, minReady, now)).ToList();
        delete.AddRange(Outdated(set, kept, available, wanted.Count, revision));
        var (ready, updated) = (kept.Count(TemplatePod.IsReady), kept.Count(pod => pod.Label(RevisionLabel) == revision));
        return new([.. create], [.. delete], new JsonObject
        {
            ["currentNumberScheduled"] = kept.Count,
            ["desiredNumberScheduled"] = wanted.Count,
            ["numberMisscheduled"] = misplaced,
            ["numberReady"] = ready,
            ["numberAvailable"] = StatusWriter.NoneIsNull(available.Count),
            ["numberUnavailable"] = StatusWriter.NoneIsNull(wanted.Count - available.Count),
            ["updatedNumberScheduled"] = StatusWriter.NoneIsNull(updated),
            ["observedGeneration"] = set.Generation,
        });
    }

    /// <summary>A pod for one node; the scheduler binds it, as it knows whether there is room.</summary>
    public static KubeObject PodFor(KubeObject set, string node, string revision)
    {
        var pod = TemplatePod.Of(set, set.Name + "-");
        var labels = pod.Metadata.Object("labels") ?? [];
        labels[RevisionLabel] = revision;
        pod.Metadata!["labels"] ??= labels;
        Tolerate(pod);
        var affinity = pod.Spec.Object("affinity") ?? [];
        var nodes = affinity.Object("nodeAffinity") ?? [];
        nodes["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonObject
        {
            ["nodeSelectorTerms"] = new JsonArray(new JsonObject
            {
                ["matchFields"] = new JsonArray(new JsonObject { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(node) }),
            }),
        };
        affinity["nodeAffinity"] ??= nodes;
        pod.Spec!["affinity"] ??= affinity;
        return pod;
    }

    private static IEnumerable<KubeObject> Outdated(KubeObject set, List<KubeObject> kept, List<KubeObject> available, int wanted, string revision)
    {
        var strategy = set.Spec.Object("updateStrategy");
        if (strategy.Text("type") == "OnDelete")
            return [];
        var old = kept.Where(pod => pod.Label(RevisionLabel) != revision).ToList();
        var room = Math.Max(0, (int)Rollout.Amount(strategy.Object("rollingUpdate"), "maxUnavailable", wanted, up: true) - (wanted - available.Count));
        return [.. old.Except(available), .. old.Intersect(available).Take(room)];
    }

    private static bool MayRun(KubeObject set, KubeObject node)
    {
        var pod = TemplatePod.Of(set, set.Name + "-");
        Tolerate(pod);
        return NodeAffinity.Admits(pod, node)
            && node.Spec.Items("taints").Select(Taint.Of).All(taint => taint.Effect == "PreferNoSchedule" || Tolerations.Tolerates(pod, taint));
    }

    private static void Tolerate(KubeObject pod)
    {
        var tolerations = pod.Spec!["tolerations"] as JsonArray ?? [];
        foreach (var (condition, effect) in Tolerated)
            tolerations.Add((JsonNode)new JsonObject { ["key"] = $"node.kubernetes.io/{condition}", ["operator"] = "Exists", ["effect"] = effect });
        pod.Spec["tolerations"] ??= tolerations;
    }

    private static string? NodeOf(KubeObject pod) => pod.Spec.Text("nodeName") is { Length: > 0 } bound ? bound
        : pod.Spec.Object("affinity").Object("nodeAffinity").Object("requiredDuringSchedulingIgnoredDuringExecution").Items("nodeSelectorTerms")
            .SelectMany(term => term.Items("matchFields")).SelectMany(field => field.Texts("values")).FirstOrDefault();
}
