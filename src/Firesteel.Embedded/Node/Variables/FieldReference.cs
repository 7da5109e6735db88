using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Embedded.Node.Scheduling;

namespace Firesteel.Embedded.Node.Variables;

/// <summary>Values of <c>fieldRef</c> and <c>resourceFieldRef</c>; pure.</summary>
internal static class FieldReference
{
    /// <returns>Null when there is no such field.</returns>
    public static string? Read(PodContext context, string path)
    {
        var metadata = context.Pod.Metadata;
        if (path.IndexOf("['", StringComparison.Ordinal) is var open and > 0 && path.EndsWith("']", StringComparison.Ordinal))
        {
            var key = path[(open + 2)..^2];
            return path[..open] switch
            {
                "metadata.labels" => metadata.Object("labels").Text(key) ?? "",
                "metadata.annotations" => metadata.Object("annotations").Text(key) ?? "",
                _ => null,
            };
        }

        return path switch
        {
            "metadata.name" => context.Pod.Name,
            "metadata.namespace" => context.Pod.Namespace,
            "metadata.uid" => context.Pod.Uid,
            "metadata.labels" => Lines(metadata, "labels"),
            "metadata.annotations" => Lines(metadata, "annotations"),
            "spec.nodeName" => context.NodeName,
            "spec.serviceAccountName" => context.Pod.Spec.Text("serviceAccountName") ?? "default",
            "status.podIP" or "status.podIPs" => context.PodIp,
            "status.hostIP" or "status.hostIPs" => context.HostIp,
            _ => null,
        };
    }

    /// <summary>A limit that is not set is the node's capacity, a request that is not set the limit or nothing.</summary>
    /// <returns>Null when there is no such container or resource.</returns>
    public static string? ReadResource(PodContext context, JsonObject? container, JsonObject reference)
    {
        if (reference.Text("containerName") is { } other)
            container = context.Pod.Spec.Items("containers").Concat(context.Pod.Spec.Items("initContainers")).FirstOrDefault(candidate => candidate.Text("name") == other);
        if (container is null || reference.Text("resource") is not { } resource || resource.IndexOf('.') is not (> 0 and var dot))
            return null;
        var (list, name) = (resource[..dot], resource[(dot + 1)..]);
        var resources = container.Object("resources");
        var amount = ResourceAmount.Of(resources.Object(list), name) ?? (list == "requests" ? ResourceAmount.Of(resources.Object("limits"), name) : null) ?? (list, name) switch
        {
            ("limits", "cpu") => context.Capacity.MilliCpu / 1000m,
            ("limits", "memory") => context.Capacity.Memory,
            _ => 0,
        };
        var divisor = ResourceAmount.Of(reference, "divisor") is { } given and > 0 ? given : 1;
        return Math.Ceiling(amount / divisor).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary><c>key="value"</c> in the order of keys, the value quoted as Go quotes.</summary>
    private static string Lines(JsonObject? metadata, string map) =>
        string.Join('\n', metadata.Map(map).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={QuoteAsGo(pair.Value)}"));

    private static string QuoteAsGo(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\x7f' => quoted.Append($"\\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
