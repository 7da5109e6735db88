using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Companions;

/// <summary>The service of an entry of <c>spec.driverIngressOptions</c>: <c>NAME-driver-PORT</c>.</summary>
internal sealed class DriverPortService : ICompanion
{
    public ResourceType Type => ResourceTypes.Services;

    public bool EndsWithTheRun => false;

    public IEnumerable<KubeObject> Of(CompanionPlan plan)
    {
        foreach (var options in plan.Application.Spec.DriverIngressOptions)
        {
            var service = plan.New(Type, Name(plan.Application, options.ServicePort!.Value), options.ServiceLabels, options.ServiceAnnotations);
            service.Json["spec"] = DriverPorts.Service(plan, options.ServiceType, options.ServicePortName ?? $"driver-ing-{options.ServicePort}", options.ServicePort.Value, options.ServicePort.Value);
            yield return service;
        }
    }

    public static string Name(SparkApplication application, int port) => CompanionName.Of(application.Name, $"driver-{port}");
}
