using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary>What is wrong with a pod's spec, of a pod or of a template: the facts are those of Kubernetes 1.34's validation. Pure.</summary>
internal static class PodSpecValidation
{
    /// <param name="spec">Defaults are filled in.</param>
    /// <param name="path">Such as <c>spec.template.spec</c>.</param>
    /// <param name="isPod">Templates are looked at less strictly.</param>
    public static IReadOnlyList<Cause> Check(JsonObject spec, string path, bool isPod)
    {
        var checks = new FieldChecks();
        var volumes = VolumeValidation.Check(spec, path, checks);
        ContainerValidation.Check(spec, path, volumes, isPod, checks);
        HostPorts(spec, path, isPod, checks);
        checks.OneOf(spec, "restartPolicy", path, "Always", "OnFailure", "Never");
        checks.OneOf(spec, "dnsPolicy", path, "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        SecurityValidation.Pod(spec["securityContext"] as JsonObject, $"{path}.securityContext", checks);
        SchedulingValidation.Check(spec, path, checks);
        Dns(spec, path, checks);
        checks.OptionalName(spec, "serviceAccountName", path, Names.Dns1123Subdomain);
        checks.OptionalName(spec, "nodeName", path, Names.Dns1123Subdomain);
        checks.InRange(spec, "activeDeadlineSeconds", path, 1, int.MaxValue);
        checks.OptionalName(spec, "hostname", path, Names.Dns1123Label);
        checks.OptionalName(spec, "subdomain", path, Names.Dns1123Label);
        foreach (var (alias, at) in FieldChecks.Items(spec, "hostAliases", path))
            HostAlias(alias, at, checks);
        checks.OptionalName(spec, "priorityClassName", path, Names.Dns1123Subdomain);
        checks.OptionalName(spec, "runtimeClassName", path, Names.Dns1123Subdomain);
        checks.OneOf(spec, "preemptionPolicy", path, "PreemptLowerPriority", "Never");
        return checks.Causes;
    }

    private static void HostPorts(JsonObject spec, string path, bool isPod, FieldChecks checks)
    {
        if (spec["hostNetwork"]?.GetValue<bool>() != true)
            return;
        foreach (var (container, at) in FieldChecks.Items(spec, "containers", path))
        {
            foreach (var (port, portPath) in FieldChecks.Items(container, "ports", at))
            {
                var (host, inner) = (port.Number("hostPort") ?? 0, port.Number("containerPort") ?? 0);
                if ((isPod || host != 0) && host != inner)
                    checks.Add(Cause.Invalid($"{portPath}.hostPort", host, "must match `containerPort` when `hostNetwork` is true"));
            }
        }
    }

    private static void Dns(JsonObject spec, string path, FieldChecks checks)
    {
        var config = spec["dnsConfig"] as JsonObject;
        if (spec.Text("dnsPolicy") == "None" && config is null)
            checks.Add(Cause.Required($"{path}.dnsConfig", "must provide `dnsConfig` when `dnsPolicy` is None"));
        else if (spec.Text("dnsPolicy") == "None" && config!["nameservers"] is not JsonArray { Count: > 0 })
            checks.Add(Cause.Required($"{path}.dnsConfig.nameservers", "must provide at least one DNS nameserver when `dnsPolicy` is None"));
        if (config is null)
            return;
        if (config["nameservers"] is JsonArray { Count: > 3 })
            checks.Add(Cause.Invalid($"{path}.dnsConfig.nameservers", config["nameservers"], "must not have more than 3 nameservers"));
        foreach (var (server, index) in FieldChecks.Texts(config, "nameservers").Select((server, index) => (server, index)))
            Address(server, $"{path}.dnsConfig.nameservers[{index}]", checks);
    }

    private static void HostAlias(JsonObject alias, string path, FieldChecks checks)
    {
        Address(alias.Text("ip"), $"{path}.ip", checks);
        foreach (var (name, index) in FieldChecks.Texts(alias, "hostnames").Select((name, index) => (name, index)))
            checks.Name(name, $"{path}.hostnames[{index}]", Names.Dns1123Subdomain);
    }

    private static void Address(string text, string path, FieldChecks checks)
    {
        // "1" and the like are addresses to .NET.
        if (!System.Net.IPAddress.TryParse(text, out var address) || address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && text.Count(character => character == '.') != 3)
            checks.Add(Cause.Invalid(path, text, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"));
    }
}
