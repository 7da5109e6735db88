using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Events;

/// <summary>How much may be told. The defaults are those of Kubernetes' own recorder.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>Who tells, for instance <c>spark-operator</c>.</summary>
    public required string Component { get; init; }

    /// <summary>The node or pod that it runs on.</summary>
    public string Host { get; init; } = "";

    /// <summary>Events that wait to be sent; more are dropped.</summary>
    public int Capacity { get; init; } = 1000;

    /// <summary>Messages of one reason about one object that are told one by one within <see cref="SimilarWindow"/>; more are combined.</summary>
    public int MaxSimilar { get; init; } = 10;

    public TimeSpan SimilarWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Events about one object that may come at once.</summary>
    public int SpamBurst { get; init; } = 25;

    /// <summary>After which an object that has used up its burst may have one event more.</summary>
    public TimeSpan SpamRefill { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Objects, reasons and messages that are remembered, each; the longest unused are forgotten.</summary>
    public int Memory { get; init; } = 4096;

    public ImmutableArray<Problem> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (Component.Length == 0)
            problems.Add(new(Location.Field(nameof(Component)), "the component is empty", "name who records the events"));
        foreach (var (name, value) in (ReadOnlySpan<(string, int)>)[(nameof(Capacity), Capacity), (nameof(MaxSimilar), MaxSimilar), (nameof(SpamBurst), SpamBurst), (nameof(Memory), Memory)])
        {
            if (value < 1)
                problems.Add(new(Location.Field(name), "it is below one", "set it to one or more"));
        }

        if (SimilarWindow <= TimeSpan.Zero || SpamRefill <= TimeSpan.Zero)
            problems.Add(new(Location.Field(nameof(SpamRefill)), "a time is not positive", "set the window and the refill above zero"));
        return problems.ToImmutable();
    }
}
