using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>SignatureDoesNotMatch.</summary>
internal sealed partial class WrongSecretKey : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/secret-key", Severity.Error, "The secret key is wrong",
        "The access key exists, but the signature does not fit: another secret key, one with a newline or blank at its end, or a proxy that rewrites host or path.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, "the secret key does not belong to the access key, or a proxy rewrites the request", "write the secret again: firesteel lake secret | kubectl apply -f -; keys made by hand with echo need echo -n");
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Credentials or ProbeNames.User, Ok: false, Code: "SignatureDoesNotMatch" })
            yield return Info.At(Location.Field(probe.Subject), probe.Probe == ProbeNames.User ? $"the secret key of the user {probe.Subject} is another than expected" : "the administrator's secret key is wrong", probe.Probe == ProbeNames.User ? "run firesteel lake apply, then write the secret again: firesteel lake secret | kubectl apply -f -" : "check AWS_SECRET_ACCESS_KEY, the profile, or the secret named in store.administrator");
    }

    [GeneratedRegex(@"SignatureDoesNotMatch|signature we calculated does not match")]
    private static partial Regex Pattern();
}
