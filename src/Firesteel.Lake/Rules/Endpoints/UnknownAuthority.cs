using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>Unknown CA or wrong name.</summary>
internal sealed partial class UnknownAuthority : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/unknown-authority", Severity.Error, "The certificate of the store is not trusted",
        "The store shows a certificate signed by an authority that the client does not know, or for another name. In a pod the JVM has its own list of authorities, apart from that of the system.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, line.Text.Contains("PKIX", StringComparison.Ordinal) || line.Text.Contains("certification path", StringComparison.Ordinal) ? "the store's certificate is signed by an authority the JVM does not know" : "the store's certificate is for another host name", "mount a trust store with the authority and set -Djavax.net.ssl.trustStore in spark.driver.extraJavaOptions and spark.executor.extraJavaOptions; use a name that the certificate bears");
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Endpoint, Ok: false, Code: "certificate" })
            yield return Info.At(Location.Field(probe.Subject), $"the certificate of {probe.Subject} is not trusted: {probe.Message}", "name the authority that signed it: store.caFile in lake.yaml; use a host name that the certificate bears");
    }

    [GeneratedRegex(@"PKIX path building failed|unable to find valid certification path|SSLPeerUnverifiedException|doesn\'t match any of the subject alternative names")]
    private static partial Regex Pattern();
}
