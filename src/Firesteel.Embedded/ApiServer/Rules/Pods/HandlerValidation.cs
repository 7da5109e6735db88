using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary>Probes and hooks: exactly one way of asking, and sensible numbers.</summary>
internal static class HandlerValidation
{
    private static readonly string[] Kinds = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

    /// <param name="kind">Such as <c>livenessProbe</c>.</param>
    public static void Probe(JsonObject probe, string path, string kind, FieldChecks checks)
    {
        Check(probe, path, null, checks);
        foreach (var name in (ReadOnlySpan<string>)["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"])
            checks.NotNegative(probe, name, path);
        var grace = probe.Number("terminationGracePeriodSeconds");
        if (grace <= 0)
            checks.Add(Cause.Invalid($"{path}.terminationGracePeriodSeconds", grace, "must be greater than 0"));
        if (kind == "readinessProbe" && grace is not null)
            checks.Add(Cause.Invalid($"{path}.terminationGracePeriodSeconds", grace, "must not be set for readinessProbes"));
        if (kind != "readinessProbe" && probe.Number("successThreshold") is not (null or 1))
            checks.Add(Cause.Invalid($"{path}.successThreshold", probe.Number("successThreshold"), "must be 1"));
    }

    /// <param name="grace">The pod's, in seconds: a sleep before the end may not be longer.</param>
    public static void Check(JsonObject handler, string path, long? grace, FieldChecks checks)
    {
        var given = Kinds.Where(kind => handler[kind] is JsonObject).ToList();
        foreach (var more in given.Skip(1))
            checks.Add(Cause.Forbidden($"{path}.{more}", "may not specify more than 1 handler type"));
        if (given.Count == 0)
        {
            checks.Add(Cause.Required(path, "must specify a handler type"));
            return;
        }

        var (one, at) = ((JsonObject)handler[given[0]]!, $"{path}.{given[0]}");
        switch (given[0])
        {
            case "exec" when one["command"] is not JsonArray { Count: > 0 }:
                checks.Add(Cause.Required($"{at}.command"));
                break;
            case "httpGet":
                checks.Required(one, "path", at);
                checks.Port(one, "port", at);
                checks.OneOf(one, "scheme", at, "HTTP", "HTTPS");
                break;
            case "tcpSocket" or "grpc":
                checks.Port(one, "port", at);
                break;
            case "sleep" when grace is { } most && one.Number("seconds") is { } seconds && (seconds < 0 || seconds > most):
                checks.Add(Cause.Invalid(at, seconds, $"must be non-negative and less than terminationGracePeriodSeconds ({most})"));
                break;
        }
    }
}
