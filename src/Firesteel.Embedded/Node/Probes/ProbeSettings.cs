using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;

namespace Firesteel.Embedded.Node.Probes;

/// <summary>A probe with Kubernetes' defaults.</summary>
internal sealed record ProbeSettings(ProbeKind Kind, JsonObject Spec, TimeSpan InitialDelay, TimeSpan Period, TimeSpan Timeout, int SuccessThreshold, int FailureThreshold)
{
    public static ProbeSettings? Of(JsonObject container, ProbeKind kind)
    {
        var field = kind switch { ProbeKind.Startup => "startupProbe", ProbeKind.Readiness => "readinessProbe", _ => "livenessProbe" };
        return container.Object(field) is not { } spec ? null : new(kind, spec,
            Seconds("initialDelaySeconds", 0), Seconds("periodSeconds", 10), Seconds("timeoutSeconds", 1),
            (int)(spec.Whole("successThreshold") ?? 1), (int)(spec.Whole("failureThreshold") ?? 3));

        TimeSpan Seconds(string name, long otherwise) => TimeSpan.FromSeconds(spec.Whole(name) ?? otherwise);
    }
}
