using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Lifecycle.Companions;

/// <summary>A kind of object that an application has beside its driver.</summary>
internal interface ICompanion
{
    ResourceType Type { get; }

    /// <summary>It must not outlive the run, as what it says of the driver is no longer true.</summary>
    bool EndsWithTheRun { get; }

    IEnumerable<KubeObject> Of(CompanionPlan plan);
}
