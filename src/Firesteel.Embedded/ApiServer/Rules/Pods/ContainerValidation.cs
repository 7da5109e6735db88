using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary>Containers and init containers of a pod.</summary>
internal static class ContainerValidation
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    /// <param name="volumes">Those that can be mounted.</param>
    public static void Check(JsonObject spec, string path, IReadOnlyDictionary<string, JsonObject> volumes, bool isPod, FieldChecks checks)
    {
        if (spec["containers"] is not JsonArray { Count: > 0 })
            checks.Add(Cause.Required($"{path}.containers"));
        var names = new HashSet<string>(StringComparer.Ordinal);
        var grace = spec.Number("terminationGracePeriodSeconds");
        var ports = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (container, at) in FieldChecks.Items(spec, "containers", path))
        {
            Common(container, at, volumes, isPod, checks);
            Unique(container, at, names, checks);
            Life(container, at, grace, checks);
            if (container["restartPolicy"] is not null)
                checks.Add(Cause.Forbidden($"{at}.restartPolicy", "may not be set for non-init containers"));
            HostPorts(container, at, ports, checks);
        }

        foreach (var (container, at) in FieldChecks.Items(spec, "initContainers", path))
        {
            Common(container, at, volumes, isPod, checks);
            checks.OneOf(container, "restartPolicy", at, "Always");
            Unique(container, at, names, checks);
            HostPorts(container, at, [], checks);
            if (container.Text("restartPolicy") == "Always")
                Life(container, at, grace, checks);
            else
                NoLife(container, at, checks);
        }
    }

    private static void Common(JsonObject container, string path, IReadOnlyDictionary<string, JsonObject> volumes, bool isPod, FieldChecks checks)
    {
        checks.RequiredName(container, "name", path, Names.Dns1123Label);
        checks.Required(container, "image", path);
        checks.OneOf(container, "terminationMessagePolicy", path, "File", "FallbackToLogsOnError");
        Ports(container, path, checks);
        EnvironmentValidation.Check(container, path, checks);
        MountValidation.Check(container, path, volumes, checks);
        checks.OneOf(container, "imagePullPolicy", path, "Always", "IfNotPresent", "Never");
        ResourceValidation.Check(container["resources"] as JsonObject, $"{path}.resources", checks);
        SecurityValidation.Container(container["securityContext"] as JsonObject, $"{path}.securityContext", checks);
        if (isPod && container.Text("image") is var image && image.Length != image.Trim().Length)
            checks.Add(Cause.Invalid($"{path}.image", image, "must not have leading or trailing whitespace"));
    }

    private static void Unique(JsonObject container, string path, HashSet<string> names, FieldChecks checks)
    {
        if (container.Text("name") is { Length: > 0 } name && !names.Add(name))
            checks.Add(Cause.Duplicate($"{path}.name", name));
    }

    private static void Ports(JsonObject container, string path, FieldChecks checks)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (port, at) in FieldChecks.Items(container, "ports", path))
        {
            if (port.Text("name") is { Length: > 0 } name)
            {
                if (Names.PortName(name).Count > 0)
                    checks.Name(name, $"{at}.name", Names.PortName);
                else if (!names.Add(name))
                    checks.Add(Cause.Duplicate($"{at}.name", name));
            }

            if (port.Number("containerPort") is null or 0)
                checks.Add(Cause.Required($"{at}.containerPort"));
            else
                checks.InRange(port, "containerPort", at, 1, 65535);
            if (port.Number("hostPort") is not 0)
                checks.InRange(port, "hostPort", at, 1, 65535);
            checks.OneOf(port, "protocol", at, "SCTP", "TCP", "UDP");
        }
    }

    private static void HostPorts(JsonObject container, string path, HashSet<string> taken, FieldChecks checks)
    {
        foreach (var (port, at) in FieldChecks.Items(container, "ports", path))
        {
            if (port.Number("hostPort") is { } number and not 0 && $"{port.Text("protocol")}/{port.Text("hostIP")}/{number}" is var text && !taken.Add(text))
                checks.Add(Cause.Duplicate($"{at}.hostPort", text));
        }
    }

    private static void Life(JsonObject container, string path, long? grace, FieldChecks checks)
    {
        foreach (var hook in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            if (container["lifecycle"]?[hook] is JsonObject handler)
                HandlerValidation.Check(handler, $"{path}.lifecycle.{hook}", grace, checks);
        }

        foreach (var name in Probes)
        {
            if (container[name] is JsonObject probe)
                HandlerValidation.Probe(probe, $"{path}.{name}", name, checks);
        }
    }

    private static void NoLife(JsonObject container, string path, FieldChecks checks)
    {
        foreach (var name in (ReadOnlySpan<string>)["lifecycle", .. Probes])
        {
            if (container[name] is not null)
                checks.Add(Cause.Forbidden($"{path}.{name}", "may not be set for init containers without restartPolicy=Always"));
        }
    }
}
