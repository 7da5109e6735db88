using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>Signatures are valid for 15 minutes.</summary>
internal sealed partial class ClockSkew : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/clock-skew", Severity.Error, "The clocks differ by more than 15 minutes",
        "A signature carries the time and is accepted for 15 minutes around the server's clock. Virtual machines that slept are the usual cause.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, "the clock here and the clock of the store differ by more than 15 minutes", "set both by NTP: timedatectl set-ntp true; restart the pods of a node whose clock jumped");
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Clock, Ok: false })
            yield return Info.At(Location.Field(probe.Subject), $"the clock of {probe.Subject} differs from this machine's by {probe.Fact("seconds")} s; more than 900 s are refused", "set both clocks by NTP: timedatectl set-ntp true");
    }

    [GeneratedRegex(@"RequestTimeTooSkewed|difference between the request time and the (?:current|server\'s) time", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
