using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Watching;

public sealed record InformerOptions
{
    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Objects per request of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>From an index' name to the values under which an object stands in it; none leaves it out.</summary>
    public ImmutableDictionary<string, Func<KubeObject, IEnumerable<string>>> Indexes { get; init; } =
        ImmutableDictionary<string, Func<KubeObject, IEnumerable<string>>>.Empty;

    /// <summary>Applied before an object is kept, for instance to drop managed fields; it may change the object it is given.</summary>
    public Func<KubeObject, KubeObject>? Transform { get; init; }

    /// <summary>The pause behind the first failure; it doubles from then on, with jitter.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one watch lasts at least; each takes up to twice as long, so that many do not end together.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public ImmutableArray<Problem> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (PageSize < 1)
            problems.Add(new(Location.Field(nameof(PageSize)), "the page size is below one", "set it to one or more"));
        if (FirstDelay <= TimeSpan.Zero || MaxDelay < FirstDelay)
            problems.Add(new(Location.Field(nameof(MaxDelay)), "the delays are not positive and rising", "set the first above zero and the longest not below it"));
        if (WatchTimeout < TimeSpan.FromSeconds(1))
            problems.Add(new(Location.Field(nameof(WatchTimeout)), "a watch lasts less than a second", "raise it"));
        return problems.ToImmutable();
    }
}
