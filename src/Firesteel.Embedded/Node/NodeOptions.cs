using System.Collections.Immutable;
using System.Net;
using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Node;

/// <param name="StateDirectory">Pods' directories, volumes and logs; one node at a time.</param>
/// <param name="ApiServer">As pods reach it (KUBERNETES_SERVICE_HOST and _PORT).</param>
/// <param name="Cpu">Cores the node offers; null for a multiple of the machine's.</param>
/// <param name="Memory">Bytes the node offers; null for the machine's.</param>
public sealed record NodeOptions(string StateDirectory, Uri ApiServer, string Name = "firesteel", double? Cpu = null, long? Memory = null)
{
    public IPAddress HostIp { get; init; } = IPAddress.Loopback;

    public int MaxPods { get; init; } = 250;

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How often the node says that it is alive.</summary>
    public TimeSpan HeartbeatPeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Added to each container's environment unless the pod sets it.</summary>
    public ImmutableSortedDictionary<string, string> PodEnvironment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<Problem> Validate()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (!Path.IsPathFullyQualified(StateDirectory))
            problems.Add(new(Location.Option("--state"), $"'{StateDirectory}' is not a full path", "give a path that begins with /"));
        if (Cpu is <= 0)
            problems.Add(new(Location.Option("--cpu"), $"{Cpu} is not a number of cores", "give a positive number"));
        if (Memory is <= 0)
            problems.Add(new(Location.Option("--memory"), $"{Memory} is not an amount of memory", "give a positive number of bytes"));
        if (Name.Length is 0 or > 63 || Name.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')))
            problems.Add(new(Location.Option("--node-name"), $"'{Name}' is not a node name", "use lower case letters, digits, '-' and '.'"));
        return problems.ToImmutable();
    }
}
