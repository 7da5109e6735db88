using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Workloads;

/// <summary>Writes an object's status where it differs.</summary>
internal static class StatusWriter
{
    public static async Task WriteAsync(IKubeClient client, ResourceType type, KubeObject item, JsonObject status, CancellationToken stop)
    {
        var before = item.Status ?? [];
        var patch = new JsonObject();
        foreach (var (name, value) in status)
        {
            if (!JsonNode.DeepEquals(before[name], value))
                patch[name] = value?.DeepClone();
        }

        if (patch.Count == 0)
            return;
        try
        {
            await client.PatchAsync(type, item.Key, new Patch(PatchType.Merge, new JsonObject { ["metadata"] = new JsonObject { ["uid"] = item.Uid }, ["status"] = patch }), "status", stop);
        }
        catch (KubeException gone) when (gone.IsNotFound)
        {
            // Deleted meanwhile; nothing is left to be described.
        }
    }

    /// <summary>Most counts of zero are left out of a status.</summary>
    public static JsonNode? NoneIsNull(int count) => count == 0 ? null : count;

    /// <summary>The conditions with this one set; its transition time only moves when its status does.</summary>
    public static JsonArray With(JsonObject? status, DateTimeOffset now, string type, string value, string reason, string message, bool updated = true)
    {
        var conditions = new JsonArray();
        var old = status.Items("conditions").FirstOrDefault(condition => condition.Text("type") == type);
        foreach (var other in status.Items("conditions").Where(condition => condition.Text("type") != type))
            conditions.Add(other.DeepClone());
        if (old.Text("status") == value && old.Text("reason") == reason && old.Text("message") == message)
        {
            conditions.Add(old!.DeepClone());
            return conditions;
        }

        var condition = new JsonObject { ["type"] = type, ["status"] = value };
        if (updated)
            condition["lastUpdateTime"] = now.ToRfc3339();
        condition["lastTransitionTime"] = old.Text("status") == value ? old.Text("lastTransitionTime") : now.ToRfc3339();
        condition["reason"] = reason;
        condition["message"] = message;
        conditions.Add((JsonNode)condition);
        return conditions;
    }
}
