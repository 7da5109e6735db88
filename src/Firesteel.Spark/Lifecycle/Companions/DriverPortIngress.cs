using Firesteel.Kube.Objects;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Companions;

/// <summary>The ingress of an entry of <c>spec.driverIngressOptions</c> that has a URL format: <c>NAME-ing-PORT</c>.</summary>
internal sealed class DriverPortIngress : ICompanion
{
    public ResourceType Type => ResourceTypes.Ingresses;

    public bool EndsWithTheRun => false;

    public IEnumerable<KubeObject> Of(CompanionPlan plan)
    {
        foreach (var options in plan.Application.Spec.DriverIngressOptions)
        {
            if (options.IngressURLFormat is { Length: > 0 } format && IngressUrl.Of(format, plan.Application, plan.ApplicationId) is { } url)
            {
                var port = options.ServicePort!.Value;
                yield return DriverPorts.Ingress(plan, CompanionName.Of(plan.Application.Name, $"ing-{port}"), url, DriverPortService.Name(plan.Application, port), port, options.IngressAnnotations, options.IngressTLS);
            }
        }
    }
}
