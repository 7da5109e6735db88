using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Rules.Pods;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Ports, type and selector of a service. Pure.</summary>
internal static class ServiceValidation
{
    /// <param name="spec">Defaults are filled in.</param>
    public static IReadOnlyList<Cause> Check(JsonObject spec)
    {
        var checks = new FieldChecks();
        var ports = FieldChecks.Items(spec, "ports", "spec").ToList();
        if (spec.Text("type") != "ExternalName" && spec.Text("clusterIP") != "None" && ports.Count == 0)
            checks.Add(Cause.Required("spec.ports"));
        var names = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<(string, long?)>();
        foreach (var (port, at) in ports)
        {
            if (ports.Count > 1)
                checks.RequiredName(port, "name", at, Names.Dns1123Label);
            else
                checks.OptionalName(port, "name", at, Names.Dns1123Label);
            if (port.Text("name") is { Length: > 0 } name && !names.Add(name))
                checks.Add(Cause.Duplicate($"{at}.name", name));
            if (port.Number("port") is null or < 1 or > 65535)
                checks.Add(Cause.Invalid($"{at}.port", port.Number("port") ?? 0, "must be between 1 and 65535, inclusive"));
            checks.OneOf(port, "protocol", at, "SCTP", "TCP", "UDP");
            if (port["targetPort"] is not null)
                checks.Port(port, "targetPort", at);
            if (!numbers.Add((port.Text("protocol"), port.Number("port"))))
                checks.Add(Cause.Duplicate(at, port));
        }

        checks.OneOf(spec, "type", "spec", "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        checks.OneOf(spec, "sessionAffinity", "spec", "ClientIP", "None");
        if (spec.Text("type") == "ExternalName" && spec.Text("externalName").TrimEnd('.') is var external)
        {
            if (external.Length == 0)
                checks.Add(Cause.Required("spec.externalName"));
            else
                checks.Name(external, "spec.externalName", Names.Dns1123Subdomain);
        }

        foreach (var (name, value) in spec["selector"] as JsonObject ?? [])
        {
            checks.Name(name, "spec.selector", Names.QualifiedName);
            checks.Name(value?.ToString() ?? "", "spec.selector", Names.LabelValue);
        }

        return checks.Causes;
    }
}
