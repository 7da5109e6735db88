using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Services;

/// <summary>A pod's /etc/hosts: itself, its aliases, and every service of the cluster in place of a DNS server. Pure.</summary>
internal static class HostsText
{
    public static string Write(KubeObject pod, string podIp, ImmutableArray<ServiceAddress> services)
    {
        var text = new StringBuilder("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n");
        var hostname = HostnameOf(pod);
        text.Append(podIp);
        if (pod.Spec.Text("subdomain") is { Length: > 0 } subdomain)
            text.Append($"\t{hostname}.{subdomain}.{pod.Namespace}.svc.cluster.local");
        text.Append('\t').Append(hostname).Append('\n');
        foreach (var alias in pod.Spec.Items("hostAliases"))
            text.Append(alias.Text("ip")).Append('\t').AppendJoin('\t', alias.Texts("hostnames")).Append('\n');
        foreach (var service in services)
            Append(text, service, pod.Namespace);
        return text.ToString();
    }

    /// <summary>A host name has at most 63 characters and no dot.</summary>
    public static string HostnameOf(KubeObject pod)
    {
        var name = pod.Spec.Text("hostname") is { Length: > 0 } given ? given : pod.Name;
        return (name.Length > 63 ? name[..63] : name).TrimEnd('-', '.');
    }

    private static void Append(StringBuilder text, ServiceAddress service, string podNamespace)
    {
        var name = $"{service.Name}.{service.Namespace}";
        text.Append($"{service.Ip}\t{name}.svc.cluster.local\t{name}.svc\t{name}");
        if (service.Namespace == podNamespace)
            text.Append('\t').Append(service.Name);
        text.Append('\n');
    }
}
