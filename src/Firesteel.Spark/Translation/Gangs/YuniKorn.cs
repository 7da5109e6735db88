using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Api.Roles;

namespace Firesteel.Spark.Translation.Gangs;

/// <summary>YuniKorn: task groups in an annotation of the driver, the queue in a label. It makes no object of its own.</summary>
internal sealed class YuniKorn : IBatchScheduler
{
    private const string GroupAnnotation = "yunikorn.apache.org/task-group-name";
    private const string GroupsAnnotation = "yunikorn.apache.org/task-groups";
    private const string DriverGroup = "spark-driver";
    private const string ExecutorGroup = "spark-executor";
    private const string QueueLabel = "queue";

    public ResourceType? GroupType => null;

    public bool Is(string name, IReadOnlyCollection<string> known) => name == "yunikorn";

    public IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, GangResources resources)
    {
        var groups = new JsonArray(Group(application, application.Spec.Driver ?? new(), DriverGroup, 1, resources.Driver));
        // A group of nobody is an error to YuniKorn.
        if (resources.Executors > 0)
            groups.Add(Group(application, application.Spec.Executor ?? new(), ExecutorGroup, resources.Executors, resources.Executor));
        yield return new($"spark.kubernetes.driver.annotation.{GroupAnnotation}", DriverGroup);
        yield return new($"spark.kubernetes.executor.annotation.{GroupAnnotation}", ExecutorGroup);
        yield return new($"spark.kubernetes.driver.annotation.{GroupsAnnotation}", groups.ToJsonString());
        if (application.Spec.BatchSchedulerOptions?.Queue is { } queue)
        {
            yield return new($"spark.kubernetes.driver.label.{QueueLabel}", queue);
            yield return new($"spark.kubernetes.executor.label.{QueueLabel}", queue);
        }
    }

    public KubeObject? Group(SparkApplication application, GangResources resources) => throw new NotSupportedException("YuniKorn knows no group objects");

    private static JsonObject Group(SparkApplication application, RoleSpec role, string name, int members, RoleResources resources)
    {
        var group = new JsonObject
        {
            ["name"] = name,
            ["minMember"] = members,
            ["minResource"] = new JsonObject { ["cpu"] = resources.Cpu, ["memory"] = resources.Memory },
        };
        // Placeholders have to land where the pods will.
        var selector = application.Spec.NodeSelector.SetItems(role.NodeSelector);
        if (!selector.IsEmpty)
            group["nodeSelector"] = Map(selector);
        if (role.Tolerations.Length > 0)
            group["tolerations"] = new JsonArray([.. role.Tolerations.Select(toleration => toleration.DeepClone())]);
        if (role.Affinity is { } affinity)
            group["affinity"] = affinity.DeepClone();
        if (!role.Labels.IsEmpty)
            group["labels"] = Map(application.Spec.BatchSchedulerOptions?.Queue is { } queue ? role.Labels.SetItem(QueueLabel, queue) : role.Labels);
        return group;
    }

    private static JsonObject Map(IEnumerable<KeyValuePair<string, string>> entries) => new(entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
}
