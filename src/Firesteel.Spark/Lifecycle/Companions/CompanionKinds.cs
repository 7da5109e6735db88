using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Spark.Api.Status;
using Firesteel.Spark.Lifecycle.Changes;
using Firesteel.Spark.Translation.Gangs;

namespace Firesteel.Spark.Lifecycle.Companions;

internal static class CompanionKinds
{
    public static ImmutableArray<ICompanion> All { get; } = [new UiService(), new UiIngress(), new DriverPortService(), new DriverPortIngress(), new DriverDisruptionBudget()];

    /// <summary>By the word that stands for a kind in the status: <c>services</c>, <c>podgroups.scheduling.volcano.sh</c>.</summary>
    private static readonly ImmutableDictionary<string, (ResourceType Type, bool EndsWithTheRun)> Types = All
        .Select(kind => (kind.Type, kind.EndsWithTheRun))
        .Concat(BatchSchedulers.All.Select(scheduler => scheduler.GroupType).OfType<ResourceType>().Select(type => (Type: type, EndsWithTheRun: true)))
        .DistinctBy(kind => Word(kind.Type)).ToImmutableDictionary(kind => Word(kind.Type));

    /// <summary>How the status names an object.</summary>
    public static string Reference(ResourceType type, string name) => $"{Word(type)}/{name}";

    public static IEnumerable<(ResourceType Type, KubeObject Object)> Of(CompanionPlan plan) => All.SelectMany(kind => kind.Of(plan).Select(item => (kind.Type, item)));

    /// <summary>Deletes what an application has beside its driver, but for what is to stay.</summary>
    public static Change[] Remove(ObservedApplication seen, IReadOnlyCollection<string> keep) =>
        [.. seen.Status.Companions.Except(keep).Select(reference => Delete(seen, reference)).OfType<Change>()];

    /// <summary>The run is over: what must not outlive it goes.</summary>
    public static (Change[] Changes, SparkApplicationStatus Status) EndRun(ObservedApplication seen, SparkApplicationStatus status)
    {
        string[] kept = [.. status.Companions.Where(reference => !(Find(reference)?.EndsWithTheRun ?? false))];
        return (Remove(seen, kept), status with { Companions = [.. kept] });
    }

    private static DeleteObject? Delete(ObservedApplication seen, string reference) =>
        Find(reference) is { } kind ? new(kind.Type, new ObjectKey(seen.Application.Namespace, reference[(reference.IndexOf('/') + 1)..]), null) : null;

    private static (ResourceType Type, bool EndsWithTheRun)? Find(string reference) =>
        reference.IndexOf('/') is > 0 and var slash && Types.TryGetValue(reference[..slash], out var kind) ? kind : null;

    private static string Word(ResourceType type) => type.Group is "" or "policy" or "networking.k8s.io" ? type.Plural : $"{type.Plural}.{type.Group}";
}
