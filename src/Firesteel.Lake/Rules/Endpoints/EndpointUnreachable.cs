using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>Connection refused, or none at all.</summary>
internal sealed partial class EndpointUnreachable : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/endpoint-unreachable", Severity.Error, "The store does not answer",
        "Nothing listens there, or the network between does not let it through. From a pod, localhost and 127.0.0.1 are the pod itself.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, match.Groups["host"].Success ? $"{match.Groups["host"].Value} does not answer" : "the store does not answer", "check host and port of fs.s3a.endpoint, and that a pod can reach it: localhost is the pod itself");
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Endpoint, Ok: false, Code: "unreachable" or "unknown-host" or "timeout" })
            yield return Info.At(Location.Field(probe.Subject), probe.Code == "unknown-host" ? $"the host of {probe.Subject} is not known: {probe.Message}" : $"{probe.Subject} does not answer: {probe.Message}", "check host and port of store.endpoint, and that the store runs");
    }

    [GeneratedRegex(@"Connect to (?<host>\S+?)(?: \[[^\]]*\])? failed: Connection (?:refused|timed out)|(?<!Host)ConnectException: .*Connection refused|Failed to connect to service endpoint")]
    private static partial Regex Pattern();
}
