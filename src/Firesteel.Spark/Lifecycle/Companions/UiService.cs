using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Companions;

/// <summary>The service at which the driver's web UI is found: <c>NAME-ui-svc</c>.</summary>
internal sealed class UiService : ICompanion
{
    private const int DefaultPort = 4040;

    public ResourceType Type => ResourceTypes.Services;

    public bool EndsWithTheRun => false;

    public IEnumerable<KubeObject> Of(CompanionPlan plan)
    {
        if (!plan.Settings.UiService)
            return [];
        var (application, options) = (plan.Application, plan.Application.Spec.SparkUIOptions);
        var service = plan.New(Type, Name(application), options?.ServiceLabels, options?.ServiceAnnotations);
        service.Json["spec"] = DriverPorts.Service(plan, options?.ServiceType, options?.ServicePortName ?? "spark-driver-ui-port", Port(application), DriverPort(application));
        return [service];
    }

    public static string Name(SparkApplication application) => CompanionName.Of(application.Name, "ui-svc");

    public static int Port(SparkApplication application) =>
        application.Spec.SparkUIOptions?.ServicePort ?? (application.Spec.SparkUIOptions is null ? DriverPort(application) : DefaultPort);

    private static int DriverPort(SparkApplication application) =>
        int.TryParse(application.Spec.SparkConf.GetValueOrDefault("spark.ui.port"), out var port) ? port : DefaultPort;
}
