using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>http and https mixed up.</summary>
internal sealed partial class TlsToPlainPort : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/tls-to-http", Severity.Error, "TLS is spoken to a port that speaks plain http",
        "The client opens with a TLS greeting, the server answers in plain text or not at all.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, line.Text.Contains("HTTP request to an HTTPS", StringComparison.Ordinal) ? "plain http was sent to an https port" : "TLS was spoken to a plain http port", line.Text.Contains("HTTP request to an HTTPS", StringComparison.Ordinal) ? "write https:// in fs.s3a.endpoint" : "write http:// in fs.s3a.endpoint and set fs.s3a.connection.ssl.enabled=false");
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Endpoint, Ok: false, Code: "tls-to-http" or "http-to-tls" })
            yield return Info.At(Location.Field(probe.Subject), probe.Code == "tls-to-http" ? $"{probe.Subject} speaks plain http, not TLS" : $"{probe.Subject} speaks TLS, not plain http", probe.Code == "tls-to-http" ? "write http:// in store.endpoint" : "write https:// in store.endpoint");
    }

    [GeneratedRegex(@"Unsupported or unrecognized SSL message|Client sent an HTTP request to an HTTPS server|wrong version number")]
    private static partial Regex Pattern();
}
