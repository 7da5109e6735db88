using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Registration;

/// <summary>The Node object as this node writes it. Pure.</summary>
internal static class NodeObject
{
    public static KubeObject Build(NodeOptions options, NodeCapacity capacity, MachineFacts machine, IEnumerable<KeyValuePair<string, string>> runtimeLabels)
    {
        var node = KubeObject.Of(ResourceTypes.Nodes, "", options.Name);
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["kubernetes.io/hostname"] = options.Name,
            ["kubernetes.io/os"] = "linux",
            ["kubernetes.io/arch"] = machine.Architecture,
            ["beta.kubernetes.io/os"] = "linux",
            ["beta.kubernetes.io/arch"] = machine.Architecture,
        };
        foreach (var (key, value) in options.Labels.Concat(runtimeLabels))
            labels[key] = value;
        node.Metadata!["labels"] = new JsonObject(labels.Select(label => new KeyValuePair<string, JsonNode?>(label.Key, label.Value)));
        node.Json["spec"] = new JsonObject();
        return node;
    }

    public static JsonObject Status(NodeOptions options, NodeCapacity capacity, MachineFacts machine, string runtimeVersion, JsonObject? before, DateTimeOffset now)
    {
        var resources = new JsonObject
        {
            ["cpu"] = capacity.MilliCpu % 1000 == 0 ? (capacity.MilliCpu / 1000).ToString() : $"{capacity.MilliCpu}m",
            ["memory"] = $"{capacity.Memory / 1024}Ki",
            ["ephemeral-storage"] = $"{machine.DiskBytes / 1024}Ki",
            ["pods"] = capacity.Pods.ToString(),
        };
        return new JsonObject
        {
            ["capacity"] = resources,
            ["allocatable"] = resources.DeepClone(),
            ["conditions"] = new JsonArray(
                Condition("MemoryPressure", false, "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
                Condition("DiskPressure", false, "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
                Condition("PIDPressure", false, "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
                Condition("Ready", true, "KubeletReady", "kubelet is posting ready status")),
            ["addresses"] = new JsonArray(
                new JsonObject { ["type"] = "InternalIP", ["address"] = options.HostIp.ToString() },
                new JsonObject { ["type"] = "Hostname", ["address"] = options.Name }),
            ["daemonEndpoints"] = new JsonObject { ["kubeletEndpoint"] = new JsonObject { ["Port"] = 0 } },
            ["nodeInfo"] = new JsonObject
            {
                ["machineID"] = machine.MachineId,
                ["systemUUID"] = machine.MachineId,
                ["bootID"] = machine.BootId,
                ["kernelVersion"] = machine.Kernel,
                ["osImage"] = machine.OperatingSystem,
                ["containerRuntimeVersion"] = runtimeVersion,
                ["kubeletVersion"] = "v1.34.0",
                ["kubeProxyVersion"] = "",
                ["operatingSystem"] = "linux",
                ["architecture"] = machine.Architecture,
            },
        };

        JsonNode Condition(string type, bool holds, string reason, string message)
        {
            var old = before.Items("conditions").FirstOrDefault(condition => condition.Text("type") == type);
            var status = holds ? "True" : "False";
            return new JsonObject
            {
                ["type"] = type,
                ["status"] = status,
                ["lastHeartbeatTime"] = now.ToRfc3339(),
                ["lastTransitionTime"] = old.Text("status") == status ? old.Text("lastTransitionTime") : now.ToRfc3339(),
                ["reason"] = reason,
                ["message"] = message,
            };
        }
    }
}
