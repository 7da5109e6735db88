using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Companions;

/// <summary>The ingress in front of the web UI's service, when the operator has a URL format: <c>NAME-ui-ingress</c>.</summary>
internal sealed class UiIngress : ICompanion
{
    public ResourceType Type => ResourceTypes.Ingresses;

    public bool EndsWithTheRun => false;

    public IEnumerable<KubeObject> Of(CompanionPlan plan)
    {
        if (plan.UiUrl is not { } url)
            return [];
        var options = plan.Application.Spec.SparkUIOptions;
        return [DriverPorts.Ingress(plan, Name(plan.Application), url, UiService.Name(plan.Application), UiService.Port(plan.Application), options?.IngressAnnotations ?? ImmutableSortedDictionary<string, string>.Empty, options?.IngressTLS ?? [])];
    }

    public static string Name(SparkApplication application) => CompanionName.Of(application.Name, "ui-ingress");
}
