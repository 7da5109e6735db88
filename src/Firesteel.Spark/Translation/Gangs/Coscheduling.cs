using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation.Gangs;

/// <summary>A kube-scheduler with the coscheduling plugin (kubernetes-sigs/scheduler-plugins): a PodGroup, named in a label of each pod.</summary>
internal sealed class Coscheduling : IBatchScheduler
{
    private const string GroupLabel = "scheduling.x-k8s.io/pod-group";

    public ResourceType? GroupType { get; } = new("scheduling.x-k8s.io", "v1alpha1", "podgroups", "PodGroup");

    public bool Is(string name, IReadOnlyCollection<string> known) => known.Contains(name);

    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, GangResources resources) =>
    [
        new($"spark.kubernetes.driver.label.{GroupLabel}", GroupName(application)),
        new($"spark.kubernetes.executor.label.{GroupLabel}", GroupName(application)),
    ];

    public KubeObject? Group(SparkApplication application, GangResources resources)
    {
        var group = KubeObject.Of(GroupType!, application.Namespace, GroupName(application));
        group.Json["spec"] = new JsonObject
        {
            ["minMember"] = 1,
            ["minResources"] = application.Spec.BatchSchedulerOptions?.Resources is { Count: > 0 } given
                ? new JsonObject(given.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)))
                : resources.Sum(),
        };
        return group;
    }

    private static string GroupName(SparkApplication application) => CompanionName.Of(application.Name, "pg");
}
