using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Submission.Naming;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>The headless service at which executors find the driver. Source: Spark's DriverServiceFeatureStep.</summary>
internal sealed class DriverServiceStep : IDriverStep
{
    public string SparkName => "DriverServiceFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        var properties = settings.Properties;
        if (properties.Has("spark.driver.bindAddress"))
            settings.Fail("spark.driver.bindAddress", "spark.driver.bindAddress is not supported in Kubernetes mode, as the driver's bind address is managed and set to the driver pod's IP address.", "remove spark.driver.bindAddress");
        if (properties.Has("spark.driver.host"))
            settings.Fail("spark.driver.host", "spark.driver.host is not supported in Kubernetes mode, as the driver's hostname will be managed via a Kubernetes service.", "remove spark.driver.host");

        var name = ResourceNames.Service(settings.Prefix, settings.Request.Identity.ServiceId);
        var service = KubeObject.Of(ResourceTypes.Services, "", name);
        var annotations = Map(properties.Below("spark.kubernetes.driver.service.annotation."));
        if (annotations.Count > 0)
            service.Metadata!["annotations"] = annotations;
        var labels = new JsonObject { ["spark-app-selector"] = settings.ApplicationId };
        foreach (var (key, value) in properties.Below("spark.kubernetes.driver.service.label."))
            labels[key] = value;
        service.Metadata!["labels"] = labels;
        service.Json["spec"] = new JsonObject
        {
            ["clusterIP"] = "None",
            ["ipFamilyPolicy"] = properties.OneOf("spark.kubernetes.driver.service.ipFamilyPolicy", "SingleStack", "SingleStack", "PreferDualStack", "RequireDualStack"),
            ["ipFamilies"] = new JsonArray([.. properties.OneOf("spark.kubernetes.driver.service.ipFamilies", "IPv4", "IPv4", "IPv6", "IPv4,IPv6", "IPv6,IPv4").Split(',').Select(family => JsonValue.Create(family))]),
            ["selector"] = Map(settings.DriverLabels),
            ["ports"] = new JsonArray([.. DriverPorts.OfService(settings).Select(port =>
                new JsonObject { ["name"] = port.Name, ["port"] = port.Number, ["targetPort"] = port.Number })]),
        };
        return plan.AddObject(service)
            .Set("spark.driver.host", $"{name}.{settings.Namespace}.svc")
            .Set("spark.driver.port", DriverPorts.Rpc(settings).ToString())
            .Set("spark.driver.blockManager.port", DriverPorts.BlockManagerOfService(settings).ToString());
    }

    private static JsonObject Map(IEnumerable<KeyValuePair<string, string>> entries) =>
        new(entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonValue.Create(entry.Value))));
}
