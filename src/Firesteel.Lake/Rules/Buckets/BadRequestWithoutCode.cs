using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;

namespace Firesteel.Lake.Rules.Buckets;

/// <summary>HEAD hides the code.</summary>
internal sealed partial class BadRequestWithoutCode : ILogRule
{
    public RuleInfo Info { get; } = new("lake/bad-request", Severity.Error, "400 Bad Request without a reason",
        "The answer to HEAD has no body, so S3A shows the bare status. The cause shows with any other request: nearly always the region, sometimes a signature version that the server does not have.");

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true })
            yield return Info.At(line.Where, "the store answers 400 to a HEAD, whose answer cannot say why: most likely the region", "set spark.hadoop.fs.s3a.endpoint.region to the server's region; firesteel lake check shows which that is");
    }

    [GeneratedRegex(@"Status Code: 400; Error Code: 400 Bad Request|AWSBadRequestException[^\n]*: (?:null|Bad Request)?\s*\(Service: [^)]*Status Code: 400(?!; Error Code: (?!400))")]
    private static partial Regex Pattern();
}
