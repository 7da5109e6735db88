using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Services;

/// <summary>How a service is reached on one machine without packet filters. Pure.</summary>
/// <param name="Addresses">Of names.</param>
/// <param name="Forwards">
/// Ports that somebody has to listen on, at the service's own address. None while no pod is ready: there is nowhere to pass connections on to,
/// and a listener would keep a pod that starts from listening on that port of all addresses.
/// </param>
internal sealed record ServicePlan(ImmutableArray<ServiceAddress> Addresses, ImmutableArray<Forward> Forwards)
{
    /// <summary>
    /// A headless service's name stands for its pods. Any other service's name stands for its only pod when that listens on the service's ports,
    /// otherwise for an address of the service's own, where a forwarder listens.
    /// </summary>
    /// <param name="clusterIpTaken">Somebody else listens at its cluster address, such as another platform on this machine.</param>
    /// <param name="ownAddress">A loopback address for this service; asked for only when it is needed.</param>
    public static ServicePlan Of(KubeObject service, KubeObject? endpoints, bool clusterIpTaken, Func<IPAddress> ownAddress)
    {
        var targets = (endpoints?.Json).Items("subsets")
            .SelectMany(subset => subset.Items("addresses").Select(address => (Ip: address.Text("ip") ?? "", Hostname: address.Text("hostname"), Ports: subset.Items("ports").ToList())))
            .Where(target => target.Ip.Length > 0).ToList();
        var named = targets.Where(target => target.Hostname is { Length: > 0 })
            .Select(target => new ServiceAddress(service.Namespace, $"{target.Hostname}.{service.Name}", target.Ip)).ToImmutableArray();
        if (service.Spec.Text("type") == "ExternalName")
            return new([], []);
        if (service.Spec.Text("clusterIP") == "None")
            return new([.. targets.Select(target => target.Ip).Distinct().Select(ip => new ServiceAddress(service.Namespace, service.Name, ip)), .. named], []);

        var ports = service.Spec.Items("ports").Where(port => (port.Text("protocol") ?? "TCP") == "TCP").ToList();
        var direct = targets is [var only] && ports.All(port => PortOf(only.Ports, port.Text("name")) == port.Whole("port")) ? only.Ip : null;
        var own = clusterIpTaken ? null : ClusterIp(service);
        if (direct is not null && own is null)
            return new([new(service.Namespace, service.Name, direct), .. named], []);

        own ??= ownAddress();
        var forwards = ports.Select(port => new Forward(new IPEndPoint(own, (int)(port.Whole("port") ?? 0)),
            [.. targets.Select(target => (target.Ip, Port: PortOf(target.Ports, port.Text("name")))).Where(target => target.Port is not null && IPAddress.TryParse(target.Ip, out _))
                .Select(target => new IPEndPoint(IPAddress.Parse(target.Ip), (int)target.Port!))], IsNeeded: direct is null));
        return new([new(service.Namespace, service.Name, direct ?? own.ToString()), .. named], [.. forwards.Where(forward => forward.Address.Port > 0 && !forward.Targets.IsEmpty)]);
    }

    private static long? PortOf(List<JsonObject> ports, string? name) =>
        (ports.Count == 1 ? ports[0] : ports.FirstOrDefault(port => port.Text("name") == name))?.Whole("port");

    private static IPAddress? ClusterIp(KubeObject service) =>
        IPAddress.TryParse(service.Spec.Text("clusterIP"), out var ip) && IPAddress.IsLoopback(ip) && !ip.Equals(IPAddress.Loopback) ? ip : null;
}
