using Firesteel.Kube.Objects;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation.Gangs;

/// <summary>A batch scheduler that <c>spec.batchScheduler</c> may name, and what it wants of an application.</summary>
internal interface IBatchScheduler
{
    /// <param name="known">Names that the operator was told belong to schedulers with the coscheduling plugin.</param>
    bool Is(string name, IReadOnlyCollection<string> known);

    /// <summary>Labels and annotations of the pods, as Spark properties.</summary>
    IEnumerable<KeyValuePair<string, string>> Properties(SparkApplication application, GangResources resources);

    /// <summary>Kind of the object that has to be there before the pods; null when there is none.</summary>
    ResourceType? GroupType { get; }

    /// <summary>That object; only asked for when there is a kind. Null when the application brings its own.</summary>
    KubeObject? Group(SparkApplication application, GangResources resources);
}
