using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Connect;
using Firesteel.Spark.Api.Status;

namespace Firesteel.Spark.Api.Definitions;

/// <summary>The CustomResourceDefinitions, made from the API's records.</summary>
public static class CustomResources
{
    /// <summary>
    /// Without it an API server refuses a definition whose group ends in <c>.k8s.io</c>; this is where kubeflow's group was approved.
    /// </summary>
    private const string Approval = "https://github.com/kubeflow/spark-operator/pull/1298";

    /// <summary>In the order in which they are applied.</summary>
    public static ImmutableArray<KubeObject> All { get; } =
    [
        Define(ResourceTypes.SparkApplications, "sparkapp", "A Spark application.", typeof(SparkApplicationSpec), typeof(SparkApplicationStatus),
        [
            new("Suspend", ".spec.suspend", "boolean", 1),
            new("Status", ".status.applicationState.state"),
            new("Attempts", ".status.executionAttempts", "integer"),
            new("Start", ".status.lastSubmissionAttemptTime"),
            new("Finish", ".status.terminationTime"),
            new("Age", ".metadata.creationTimestamp", "date"),
            new("Reason", ".status.applicationState.errorMessage"),
            new("Driver", ".status.driverInfo.podName", Priority: 1),
            new("Spark", ".spec.sparkVersion", Priority: 1),
            new("Application Id", ".status.sparkApplicationId", Priority: 1),
        ]),
        Define(ResourceTypes.ScheduledSparkApplications, "scheduledsparkapp", "Spark applications on a schedule.", typeof(ScheduledSparkApplicationSpec), typeof(ScheduledSparkApplicationStatus),
        [
            new("Schedule", ".spec.schedule"),
            new("TimeZone", ".spec.timeZone"),
            new("Suspend", ".spec.suspend", "boolean"),
            new("Last Run", ".status.lastRun", "date"),
            new("Last Run Name", ".status.lastRunName"),
            new("Age", ".metadata.creationTimestamp", "date"),
            new("Reason", ".status.reason"),
            new("Next Run", ".status.nextRun", Priority: 1),
        ]),
        Define(ResourceTypes.SparkConnects, "sparkconn", "A Spark Connect server.", typeof(SparkConnectSpec), typeof(SparkConnectStatus),
        [
            new("Age", ".metadata.creationTimestamp", "date"),
            new("Status", ".status.state"),
            new("PodName", ".status.server.podName"),
            new("Service", ".status.server.serviceName"),
            new("Reason", ".status.conditions[0].message", Priority: 1),
        ]),
    ];

    /// <summary>File name of a definition, as <c>charts/firesteel/crds</c> has it.</summary>
    public static string FileName(KubeObject definition) => $"{definition.Name.Replace('.', '_')}.yaml";

    private static KubeObject Define(ResourceType type, string shortName, string description, Type spec, Type status, ImmutableArray<PrinterColumn> columns)
    {
        var definition = KubeObject.Of(ResourceTypes.CustomResourceDefinitions, "", $"{type.Plural}.{type.Group}");
        definition.Json["metadata"]!["annotations"] = new JsonObject { ["api-approved.kubernetes.io"] = Approval };
        definition.Json["spec"] = new JsonObject
        {
            ["group"] = type.Group,
            ["names"] = new JsonObject
            {
                ["kind"] = type.Kind,
                ["listKind"] = $"{type.Kind}List",
                ["plural"] = type.Plural,
                ["singular"] = type.Kind.ToLowerInvariant(),
                ["shortNames"] = new JsonArray(shortName),
            },
            ["scope"] = "Namespaced",
            ["versions"] = new JsonArray(new JsonObject
            {
                ["name"] = type.Version,
                ["served"] = true,
                ["storage"] = true,
                ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
                ["additionalPrinterColumns"] = new JsonArray([.. columns.Select(Column)]),
                ["schema"] = new JsonObject { ["openAPIV3Schema"] = Schema(description, spec, status) },
            }),
        };
        return definition;
    }

    private static JsonObject Schema(string description, Type spec, Type status) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["required"] = new JsonArray("metadata", "spec"),
        ["properties"] = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["type"] = "string" },
            ["kind"] = new JsonObject { ["type"] = "string" },
            ["metadata"] = new JsonObject { ["type"] = "object" },
            ["spec"] = FieldSchema.Of(spec, "What is wanted."),
            ["status"] = FieldSchema.Of(status, "What is."),
        },
    };

    private static JsonObject Column(PrinterColumn column)
    {
        var json = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.Path };
        if (column.Priority > 0)
            json["priority"] = column.Priority;
        return json;
    }
}
