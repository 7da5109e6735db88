using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Changes;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Stages;

/// <summary>The service at which the driver's web UI is found: <c>NAME-ui-svc</c>.</summary>
internal static class UiService
{
    private const int DefaultPort = 4040;

    public static DriverInfo Describe(ObservedApplication seen, DriverInfo driver) => seen.Settings.UiService
        ? driver with { WebUIServiceName = Name(seen), WebUIPort = Port(seen) }
        : driver;

    public static IEnumerable<Change> Changes(ObservedApplication seen)
    {
        if (!seen.Settings.UiService)
            yield break;
        var application = seen.Application;
        var options = application.Spec.SparkUIOptions;
        var service = KubeObject.Of(ResourceTypes.Services, application.Namespace, Name(seen));
        var labels = new JsonObject { [OperatorLabels.ApplicationName] = application.Name, [OperatorLabels.Created] = "true" };
        foreach (var (key, value) in options?.ServiceLabels ?? ImmutableSortedDictionary<string, string>.Empty)
            labels[key] = value;
        service.Metadata!["labels"] = labels;
        if (options?.ServiceAnnotations is { Count: > 0 } annotations)
            service.Metadata["annotations"] = new JsonObject(annotations.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonValue.Create(entry.Value))));
        service.Metadata["ownerReferences"] = new JsonArray(application.Object.ToOwnerReference());
        service.Json["spec"] = new JsonObject
        {
            ["type"] = options?.ServiceType ?? "ClusterIP",
            ["selector"] = new JsonObject { [OperatorLabels.ApplicationName] = application.Name, [OperatorLabels.Role] = "driver" },
            ["ports"] = new JsonArray(new JsonObject
            {
                ["name"] = options?.ServicePortName ?? "spark-driver-ui-port",
                ["port"] = Port(seen),
                ["targetPort"] = DriverPort(seen),
                ["protocol"] = "TCP",
            }),
        };
        yield return new ApplyObject(ResourceTypes.Services, service);
    }

    private static string Name(ObservedApplication seen)
    {
        var name = $"{seen.Application.Name}-ui-svc";
        return name.Length <= 63 ? name : $"{seen.Application.Name[..47].TrimEnd('-')}-{SpecificationDigest.Of(new JsonObject { ["name"] = name })[..8]}-ui-svc";
    }

    private static int Port(ObservedApplication seen) => seen.Application.Spec.SparkUIOptions?.ServicePort ?? (seen.Application.Spec.SparkUIOptions is null ? DriverPort(seen) : DefaultPort);

    private static int DriverPort(ObservedApplication seen) =>
        int.TryParse(seen.Application.Spec.SparkConf.GetValueOrDefault("spark.ui.port"), out var port) ? port : DefaultPort;
}
