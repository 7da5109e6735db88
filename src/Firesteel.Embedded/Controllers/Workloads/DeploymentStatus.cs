using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>A deployment's status as <c>kubectl rollout status</c> and <c>helm --wait</c> read it. Pure.</summary>
internal static class DeploymentStatus
{
    public static JsonObject Write(KubeObject deployment, KubeObject current, IReadOnlyCollection<KubeObject> old, DateTimeOffset now)
    {
        var all = old.Append(current).ToList();
        var wanted = deployment.Spec.Whole("replicas") ?? 1;
        var total = all.Sum(set => set.Status.Whole("replicas") ?? 0);
        var updated = current.Status.Whole("replicas") ?? 0;
        var available = all.Sum(set => set.Status.Whole("availableReplicas") ?? 0);
        var status = new JsonObject
        {
            ["observedGeneration"] = deployment.Generation,
            ["replicas"] = NoneIsNull(total),
            ["updatedReplicas"] = NoneIsNull(updated),
            ["readyReplicas"] = NoneIsNull(all.Sum(set => set.Status.Whole("readyReplicas") ?? 0)),
            ["availableReplicas"] = NoneIsNull(available),
            ["unavailableReplicas"] = NoneIsNull(Math.Max(0, Math.Max(total, wanted) - available)),
        };

        var least = wanted - Rolling(deployment, wanted);
        var conditions = available >= least
            ? StatusWriter.With(deployment.Status, now, "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
            : StatusWriter.With(deployment.Status, now, "Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");
        var seen = new JsonObject { ["conditions"] = conditions };
        var done = updated == wanted && total == wanted && available == wanted;
        status["conditions"] = done
            ? StatusWriter.With(seen, now, "Progressing", "True", "NewReplicaSetAvailable", $"ReplicaSet \"{current.Name}\" has successfully progressed.")
            : ProgressDeadline(deployment) is { } deadline && now >= deadline
                ? StatusWriter.With(seen, now, "Progressing", "False", "ProgressDeadlineExceeded", $"ReplicaSet \"{current.Name}\" has timed out progressing.")
                : StatusWriter.With(seen, now, "Progressing", "True", "ReplicaSetUpdated", $"ReplicaSet \"{current.Name}\" is progressing.");
        return status;
    }

    /// <returns>Null when nothing is under way.</returns>
    public static DateTimeOffset? ProgressDeadline(KubeObject deployment)
    {
        var progressing = deployment.Status.Items("conditions").FirstOrDefault(condition => condition.Text("type") == "Progressing");
        return progressing.Text("reason") is "ReplicaSetUpdated" or "NewReplicaSetCreated" && progressing.Time("lastUpdateTime") is { } since
            ? since.AddSeconds(deployment.Spec.Whole("progressDeadlineSeconds") ?? 600) : null;
    }

    private static long Rolling(KubeObject deployment, long wanted)
    {
        if (deployment.Spec.Object("strategy").Text("type") == "Recreate")
            return wanted;
        var rolling = deployment.Spec.Object("strategy").Object("rollingUpdate");
        return rolling.Whole("maxUnavailable") ?? wanted * (long.TryParse(rolling.Text("maxUnavailable")?.TrimEnd('%'), out var percent) ? percent : 25) / 100;
    }

    private static JsonNode? NoneIsNull(long count) => count == 0 ? null : count;
}
