using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation.Gangs;

/// <summary>Volcano: a PodGroup, named in an annotation of each pod.</summary>
internal sealed class Volcano : IBatchScheduler
{
    private const string GroupAnnotation = "scheduling.k8s.io/group-name";

    public ResourceType? GroupType { get; } = new("scheduling.volcano.sh", "v1beta1", "podgroups", "PodGroup");

    public bool Is(string name, IReadOnlyCollection<string> known) => name == "volcano";

    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, GangResources resources) => HasOwnGroup(application) ? [] :
    [
        new($"spark.kubernetes.driver.annotation.{GroupAnnotation}", GroupName(application)),
        new($"spark.kubernetes.executor.annotation.{GroupAnnotation}", GroupName(application)),
    ];

    public KubeObject? Group(SparkApplication application, GangResources resources)
    {
        if (HasOwnGroup(application))
            return null;
        var options = application.Spec.BatchSchedulerOptions;
        var group = KubeObject.Of(GroupType!, application.Namespace, GroupName(application));
        var spec = new JsonObject
        {
            // One: the driver comes first, it asks for the executors.
            ["minMember"] = 1,
            ["minResources"] = options?.Resources is { Count: > 0 } given ? new JsonObject(given.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))) : resources.Sum(),
        };
        if (options?.Queue is { } queue)
            spec["queue"] = queue;
        if (options?.PriorityClassName is { } priority)
            spec["priorityClassName"] = priority;
        group.Json["spec"] = spec;
        return group;
    }

    /// <summary>Whoever names a group for the driver has made it.</summary>
    private static bool HasOwnGroup(SparkApplication application) => application.Spec.Driver?.Annotations.ContainsKey(GroupAnnotation) == true;

    private static string GroupName(SparkApplication application) => CompanionName.Of($"spark-{application.Name}", "pg");
}
