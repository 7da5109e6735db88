using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>Ingresses, policies and address ranges.</summary>
internal static class NetworkingColumns
{
    public static ImmutableArray<Column> Ingress { get; } =
    [
        Name,
        Text("Class", obj => OrNone(Cells.Text(obj, "spec", "ingressClassName") is { Length: > 0 } name ? name : Cells.Text(obj, "metadata", "annotations", "kubernetes.io/ingress.class"))),
        Text("Hosts", Hosts),
        Text("Address", obj => string.Join(',', Items(obj, "status", "loadBalancer", "ingress").Select(item => Cells.Text(item, "ip") is { Length: > 0 } ip ? ip : Cells.Text(item, "hostname")))),
        Text("Ports", obj => Count(obj, "spec", "tls") > 0 ? "80, 443" : "80"),
        Age,
    ];

    public static ImmutableArray<Column> IngressClass { get; } =
    [
        Name, Text("Controller", obj => Cells.Text(obj, "spec", "controller")), Text("Parameters", Parameters), Age,
    ];

    public static ImmutableArray<Column> NetworkPolicy { get; } = [Name, Text("Pod-Selector", obj => Selector(At(obj, "spec", "podSelector"))), Age];

    public static ImmutableArray<Column> IpAddress { get; } = [Name, Text("ParentRef", Parent), Age];

    public static ImmutableArray<Column> ServiceCidr { get; } = [Name, Text("CIDRs", obj => string.Join(',', Texts(obj, "spec", "cidrs"))), Age];

    private static string Hosts(JsonObject obj)
    {
        var hosts = Items(obj, "spec", "rules").Select(rule => Cells.Text(rule, "host")).Where(host => host.Length > 0).ToList();
        return hosts.Count == 0 ? "*" : hosts.Count <= 3 ? string.Join(',', hosts) : $"{string.Join(',', hosts.Take(3))} + {hosts.Count - 3} more...";
    }

    private static string Parameters(JsonObject obj)
    {
        if (At(obj, "spec", "parameters") is not JsonObject parameters)
            return None;
        var group = Cells.Text(parameters, "apiGroup");
        return $"{Cells.Text(parameters, "kind")}{(group.Length > 0 ? "." + group : "")}/{Cells.Text(parameters, "name")}";
    }

    private static string Parent(JsonObject obj)
    {
        if (At(obj, "spec", "parentRef") is not JsonObject parent)
            return None;
        var parts = new[] { Cells.Text(parent, "group"), Cells.Text(parent, "resource"), Cells.Text(parent, "namespace"), Cells.Text(parent, "name") };
        var resource = parts[0].Length > 0 ? $"{parts[1]}.{parts[0]}" : parts[1];
        return parts[2].Length > 0 ? $"{resource}/{parts[2]}/{parts[3]}" : $"{resource}/{parts[3]}";
    }
}
