using System.Collections.Immutable;
using Firesteel.Spark.Api.Schema;

namespace Firesteel.Spark.Api.Options;

/// <summary><c>spec.batchSchedulerOptions</c>.</summary>
public sealed record BatchSchedulerOptions
{
    [Field("Queue of the scheduler.")]
    public string? Queue { get; init; }

    [Field("Priority class of the pod group.")]
    public string? PriorityClassName { get; init; }

    [Field("Resources reserved for the group.")]
    public ImmutableSortedDictionary<string, string> Resources { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
