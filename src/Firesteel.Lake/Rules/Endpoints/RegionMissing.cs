using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>A store of one's own without a region, or with a word that S3A reads as an instruction.</summary>
internal sealed class RegionMissing : IConfigurationRule
{
    private const string Option = SparkConfiguration.S3APrefix + "endpoint.region";

    public RuleInfo Info { get; } = new("lake/region-missing", Severity.Warning, "No region for a store that is not AWS",
        "Signatures name a region. Without one S3A guesses: Hadoop 3.3 ends at us-east-1, Hadoop 3.4 at us-east-2 with requests across regions. A store that has a region refuses another (AuthorizationHeaderMalformed).");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        var endpoint = configuration.Find(SparkConfiguration.S3APrefix + "endpoint");
        var region = configuration.Find(Option);
        if (region is null && endpoint is not null && !endpoint.Value.Contains("amazonaws.com", StringComparison.OrdinalIgnoreCase))
            yield return Info.At(endpoint.Where, $"{Option} is not set; S3A {(configuration.Release is { SdkV2: true } ? "signs for us-east-2" : "signs for us-east-1")}", $"set {Option} to the server's region; us-east-1 if it has none", configuration.Set((Option, "us-east-1")));
        else if (region is not null && region.Value.Trim().ToLowerInvariant() is "auto" or "sdk" or "ec2" or "null" or "")
            yield return Info.At(region.Where, $"{Option} is \"{region.Value}\", which S3A reads as an instruction, not as a region", $"set the server's region; us-east-1 if it has none", configuration.Set((Option, "us-east-1")), Severity.Error);
    }
}
