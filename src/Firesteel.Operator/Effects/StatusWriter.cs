using System.Text.Json.Nodes;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Operator.Effects;

/// <summary>Writes a status, guarded by the revision that was decided upon.</summary>
public sealed class StatusWriter(IKubeClient client)
{
    /// <returns>The application as stored; null when there was nothing to write.</returns>
    /// <exception cref="KubeException">A conflict: somebody wrote since, decide again.</exception>
    public async Task<KubeObject?> WriteAsync(KubeObject application, SparkApplicationStatus status, CancellationToken stop)
    {
        var json = StatusJson.Write(status);
        if (JsonNode.DeepEquals(json, application.Status ?? []))
            return null;
        var changed = application.Clone();
        changed.Json["status"] = json;
        return await client.ReplaceAsync(ResourceTypes.SparkApplications, changed, "status", stop);
    }
}
