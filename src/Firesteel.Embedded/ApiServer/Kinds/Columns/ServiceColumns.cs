using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>Services and their endpoints.</summary>
internal static class ServiceColumns
{
    private static readonly string[] Pending = ["<pending>"];

    public static ImmutableArray<Column> All { get; } =
    [
        Name,
        Text("Type", obj => Cells.Text(obj, "spec", "type")),
        Text("Cluster-IP", obj => Texts(obj, "spec", "clusterIPs").FirstOrDefault() ?? OrNone(Cells.Text(obj, "spec", "clusterIP"))),
        Text("External-IP", External),
        Text("Port(s)", obj => OrNone(string.Join(',', Items(obj, "spec", "ports").Select(Port)))),
        Age,
        Text("Selector", obj => Labels(At(obj, "spec", "selector")), 1),
    ];

    public static ImmutableArray<Column> Endpoints { get; } = [Name, Text("Endpoints", EndpointList), Age];

    public static ImmutableArray<Column> EndpointSlice { get; } =
    [
        Name,
        Text("AddressType", obj => Cells.Text(obj, "addressType")),
        Text("Ports", obj => Items(obj, "ports").ToList() is { Count: > 0 } ports ? First(ports.Select(SlicePort), 3) : Unset),
        Text("Endpoints", obj => Items(obj, "endpoints").ToList() is { Count: > 0 } items ? First(items.SelectMany(item => Texts(item, "addresses")), 3) : Unset),
        Age,
    ];

    private static string Port(JsonObject port)
    {
        var text = Cells.Text(port, "port");
        if (Number(port, "nodePort") is var node and > 0)
            text += $":{node}";
        return $"{text}/{(Cells.Text(port, "protocol") is { Length: > 0 } protocol ? protocol : "TCP")}";
    }

    private static string External(JsonObject obj)
    {
        var given = Texts(obj, "spec", "externalIPs");
        switch (Cells.Text(obj, "spec", "type"))
        {
            case "LoadBalancer":
                var addresses = Items(obj, "status", "loadBalancer", "ingress")
                    .Select(item => Cells.Text(item, "ip") is { Length: > 0 } ip ? ip : Cells.Text(item, "hostname")).Concat(given).ToList();
                return string.Join(',', addresses.Count == 0 ? Pending : addresses);
            case "ExternalName":
                return Cells.Text(obj, "spec", "externalName");
            default:
                return OrNone(string.Join(',', given));
        }
    }

    private static string EndpointList(JsonObject obj)
    {
        var all = new List<string>();
        foreach (var subset in Items(obj, "subsets"))
        {
            var ports = Items(subset, "ports").ToList();
            foreach (var address in Items(subset, "addresses").Select(item => Cells.Text(item, "ip")))
            {
                if (ports.Count == 0)
                    all.Add(address);
                foreach (var port in ports)
                    all.Add(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:{Cells.Text(port, "port")}" : $"{address}:{Cells.Text(port, "port")}");
            }
        }

        return all.Count == 0 ? None : First(all, 3);
    }

    private static string SlicePort(JsonObject port) => Cells.Text(port, "port") is { Length: > 0 } number ? number : "*";

    private static string First(IEnumerable<string> all, int max)
    {
        var list = all.ToList();
        return list.Count <= max ? string.Join(',', list) : $"{string.Join(',', list.Take(max))} + {list.Count - max} more...";
    }
}
