using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Checking;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>The signature names a region that is not the server's.</summary>
internal sealed partial class RegionMismatch : ILogRule, IProbeRule
{
    public RuleInfo Info { get; } = new("lake/region-mismatch", Severity.Error, "The region is not the server's",
        "A signature of version 4 carries a region; a store that has one refuses another and names its own in the answer. The cure is that value, not another signing algorithm: signature version 2 only hides the fault and is gone in Hadoop 3.4.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is not { Success: true } match)
            yield break;
        var want = match.Groups["want"].Value;
        yield return Info.At(line.Where, $"the request was signed for {(match.Groups["got"].Value is { Length: > 0 } got ? $"the region {got}" : "another region")}{(want.Length > 0 ? $", the server's is {want}" : "")}",
            want.Length > 0 ? $"set spark.hadoop.fs.s3a.endpoint.region={want} and remove fs.s3a.signing-algorithm" : "set spark.hadoop.fs.s3a.endpoint.region to the server's region (firesteel lake check shows it)");
    }

    public IEnumerable<Finding> Check(ProbeResult probe)
    {
        if (probe is { Probe: ProbeNames.Credentials, Ok: false, Code: "AuthorizationHeaderMalformed" })
            yield return Info.At(Location.Field(probe.Subject), $"the region {probe.Fact("region")} is not the server's{(probe.Fact("server-region") is { Length: > 0 } theirs ? $": that is {theirs}" : "")}",
                probe.Fact("server-region") is { Length: > 0 } right ? $"write store.region: {right}" : "write the server's region in store.region");
    }

    [GeneratedRegex(@"authorization header (?:is )?malformed[;,] (?:the region(?: ['""](?<got>[^'""]*)['""])? is wrong(?:; expecting ['""](?<want>[^'""]*)['""])?|unexpected scope: \S+)|AuthorizationHeaderMalformed: '(?<want>[a-z0-9-]+)'", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
