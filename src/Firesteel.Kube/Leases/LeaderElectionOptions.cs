using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;

namespace Firesteel.Kube.Leases;

/// <summary>The defaults are those of Kubernetes' own controllers.</summary>
public sealed record LeaderElectionOptions
{
    public required ObjectKey Lease { get; init; }

    /// <summary>Different in every process, for instance the pod's name and a random part.</summary>
    public required string Identity { get; init; }

    /// <summary>How long others wait, without seeing a renewal, before they take over.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after its last renewal a leader gives up by itself.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    public ImmutableArray<Problem> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (Lease.Name.Length == 0 || Lease.Namespace.Length == 0)
            problems.Add(new(Location.Field(nameof(Lease)), "the lease has no name or namespace", "give it both"));
        if (Identity.Length == 0)
            problems.Add(new(Location.Field(nameof(Identity)), "the identity is empty", "use something that differs in every process"));
        if (RetryPeriod <= TimeSpan.Zero)
            problems.Add(new(Location.Field(nameof(RetryPeriod)), "the retry period is not positive", "set it above zero"));
        if (RenewDeadline <= RetryPeriod * LeaderElection.JitterFactor)
            problems.Add(new(Location.Field(nameof(RenewDeadline)), "the renew deadline leaves no time for a second try", $"set it above {LeaderElection.JitterFactor} times the retry period"));
        if (LeaseDuration <= RenewDeadline || LeaseDuration < TimeSpan.FromSeconds(1))
            problems.Add(new(Location.Field(nameof(LeaseDuration)), "the lease ends before its holder would give it up", "set it above the renew deadline, and to a second at least"));
        return problems.ToImmutable();
    }
}
