using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;
using Firesteel.Spark.Translation;

namespace Firesteel.Spark.Lifecycle.Companions;

/// <summary>What companions are made from.</summary>
/// <param name="SubmissionId">Of the run that they are made for.</param>
/// <param name="ApplicationId">Spark's.</param>
/// <param name="DriverPod">Its name.</param>
internal sealed record CompanionPlan(SparkApplication Application, LifecycleSettings Settings, string SubmissionId, string ApplicationId, string DriverPod)
{
    /// <summary>Where the web UI is found from outside; null when there is no such place.</summary>
    public IngressUrl? UiUrl => Settings.UiService && Settings.Ingress.UrlFormat is { } format ? IngressUrl.Of(format, Application, ApplicationId) : null;

    /// <summary>An object that the application owns and that carries its name.</summary>
    /// <param name="labels">Added to the operator's own.</param>
    public KubeObject New(ResourceType type, string name, IEnumerable<KeyValuePair<string, string>>? labels = null, IReadOnlyCollection<KeyValuePair<string, string>>? annotations = null)
    {
        var item = KubeObject.Of(type, Application.Namespace, name);
        var all = new JsonObject { [OperatorLabels.ApplicationName] = Application.Name, [OperatorLabels.Created] = "true", [OperatorLabels.SubmissionId] = SubmissionId };
        foreach (var (key, value) in labels ?? [])
            all[key] = value;
        item.Metadata!["labels"] = all;
        if (annotations is { Count: > 0 })
            item.Metadata["annotations"] = Map(annotations);
        item.Metadata["ownerReferences"] = new JsonArray(Application.Object.ToOwnerReference());
        return item;
    }

    /// <summary>Labels of the application's driver, of any submission.</summary>
    public JsonObject DriverSelector() => new() { [OperatorLabels.ApplicationName] = Application.Name, [OperatorLabels.Role] = "driver" };

    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> entries) => new(entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
}
