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
    public Task<KubeObject?> WriteAsync(KubeObject application, SparkApplicationStatus status, CancellationToken stop) =>
        WriteAsync(ResourceTypes.SparkApplications, application, StatusJson.Write(status), stop);

    /// <inheritdoc cref="WriteAsync(KubeObject, SparkApplicationStatus, CancellationToken)"/>
    public async Task<KubeObject?> WriteAsync(ResourceType type, KubeObject item, JsonObject status, CancellationToken stop)
    {
        if (JsonNode.DeepEquals(status, item.Status ?? []))
            return null;
        var changed = item.Clone();
        changed.Json["status"] = status;
        return await client.ReplaceAsync(type, changed, "status", stop);
    }
}
