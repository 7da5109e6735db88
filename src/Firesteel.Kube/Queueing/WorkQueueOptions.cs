using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Queueing;

/// <summary>How a queue slows down what fails. The defaults are those of Kubernetes' controllers.</summary>
public sealed record WorkQueueOptions
{
    /// <summary>The pause behind a key's first failure; it doubles with each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Rate-limited additions per second over all keys together.</summary>
    public double Rate { get; init; } = 50;

    /// <summary>Rate-limited additions that may come at once.</summary>
    public int Burst { get; init; } = 100;

    public ImmutableArray<Problem> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (FirstDelay <= TimeSpan.Zero)
            problems.Add(new(Location.Field(nameof(FirstDelay)), "the first delay is not positive", "set it above zero"));
        if (MaxDelay < FirstDelay)
            problems.Add(new(Location.Field(nameof(MaxDelay)), "the longest delay is shorter than the first", "raise it"));
        if (!(Rate > 0))
            problems.Add(new(Location.Field(nameof(Rate)), "the rate is not positive", "set it above zero"));
        if (Burst < 1)
            problems.Add(new(Location.Field(nameof(Burst)), "the burst is below one", "set it to one or more"));
        return problems.ToImmutable();
    }
}
