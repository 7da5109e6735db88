using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>InvalidAccessKeyId.</summary>
internal sealed partial class UnknownAccessKey : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/access-key", Severity.Error, "The access key is not known",
        "The store has no such user or access key, or it is disabled.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, line.Text.Contains("disabled", StringComparison.Ordinal) ? "the user is disabled" : "the store does not know this access key", "run firesteel lake plan: it shows whether the user is missing; then firesteel lake apply, and write the secret again: firesteel lake secret | kubectl apply -f -");
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Credentials or ProbeNames.User, Ok: false, Code: "InvalidAccessKeyId" })
            yield return Info.At(Location.Field(probe.Subject), probe.Probe == ProbeNames.User ? $"the store does not know the user {probe.Subject}{(probe.Message.Contains("disabled", StringComparison.Ordinal) ? ": it is disabled" : "")}" : "the store does not know the administrator's access key", probe.Probe == ProbeNames.User ? "run firesteel lake apply" : "check AWS_ACCESS_KEY_ID, the profile, or the secret named in store.administrator");
    }

    [GeneratedRegex(@"InvalidAccessKeyId|The (?:AWS )?Access Key Id you provided does not exist|Your account is disabled")]
    private static partial Regex Pattern();
}
