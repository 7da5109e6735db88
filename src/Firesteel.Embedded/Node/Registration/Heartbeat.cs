using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Node.Registration;

/// <summary>Keeps the Node object and its lease in the API up to date.</summary>
internal sealed class Heartbeat(IKubeClient client, NodeOptions options, NodeCapacity capacity, string runtimeVersion, IEnumerable<KeyValuePair<string, string>> runtimeLabels, TimeProvider time, ILogger log)
{
    private const string LeaseNamespace = "kube-node-lease";

    /// <summary>The status changes hardly ever; the lease is what says that the node lives.</summary>
    private static readonly TimeSpan StatusPeriod = TimeSpan.FromMinutes(5);

    private readonly MachineFacts _machine = MachineFacts.Read(options.StateDirectory);
    private DateTimeOffset _statusAt = DateTimeOffset.MinValue;

    public async Task RegisterAsync(CancellationToken stop)
    {
        var node = NodeObject.Build(options, capacity, _machine, runtimeLabels);
        if (await client.FindAsync(ResourceTypes.Nodes, node.Key, stop) is null)
            await client.CreateAsync(ResourceTypes.Nodes, node, stop);
        else
            await client.PatchAsync(ResourceTypes.Nodes, node.Key, new Patch(PatchType.Merge, new JsonObject { ["metadata"] = new JsonObject { ["labels"] = node.Metadata!["labels"]!.DeepClone() } }), stop: stop);
        await WriteStatusAsync(stop);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                if (time.GetUtcNow() - _statusAt > StatusPeriod)
                    await WriteStatusAsync(stop);
                await RenewAsync(stop);
            }
            catch (Exception failure) when (failure is KubeException or HttpRequestException or IOException)
            {
                log.StepFailed("the node's heartbeat", failure.Message);
            }

            await Task.Delay(options.HeartbeatPeriod, time, stop);
        }
    }

    private async Task WriteStatusAsync(CancellationToken stop)
    {
        var key = new ObjectKey("", options.Name);
        var before = await client.FindAsync(ResourceTypes.Nodes, key, stop);
        if (before is null)
        {
            // Somebody deleted the node; it lives, so it comes back.
            before = await client.CreateAsync(ResourceTypes.Nodes, NodeObject.Build(options, capacity, _machine, runtimeLabels), stop);
        }

        var status = NodeObject.Status(options, capacity, _machine, runtimeVersion, before.Status, time.GetUtcNow());
        await client.PatchAsync(ResourceTypes.Nodes, key, new Patch(PatchType.Merge, new JsonObject { ["status"] = status }), "status", stop);
        _statusAt = time.GetUtcNow();
    }

    private async Task RenewAsync(CancellationToken stop)
    {
        var key = new ObjectKey(LeaseNamespace, options.Name);
        var spec = new JsonObject
        {
            ["holderIdentity"] = options.Name,
            ["leaseDurationSeconds"] = 40,
            ["renewTime"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
        };
        try
        {
            await client.PatchAsync(ResourceTypes.Leases, key, new Patch(PatchType.Merge, new JsonObject { ["spec"] = spec }), stop: stop);
        }
        catch (KubeException missing) when (missing.IsNotFound)
        {
            var lease = KubeObject.Of(ResourceTypes.Leases, key.Namespace, key.Name);
            lease.Json["spec"] = spec.DeepClone();
            await client.CreateAsync(ResourceTypes.Leases, lease, stop);
        }
    }
}
