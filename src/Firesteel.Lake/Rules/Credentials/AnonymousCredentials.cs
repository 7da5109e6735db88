using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>Requests without a signature.</summary>
internal sealed class AnonymousCredentials : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/anonymous", Severity.Warning, "S3A asks without credentials",
        "The anonymous provider signs nothing: it reads what a bucket policy gives to everybody, and writes nowhere. It also hides keys that are set.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        foreach (var provider in configuration.S3A("aws.credentials.provider").Where(provider => provider.Value.Contains("Anonymous", StringComparison.Ordinal)))
        {
            var writes = configuration.Find("spark.eventLog.enabled") is { IsTrue: true } && configuration.Find("spark.eventLog.dir")?.Value.StartsWith("s3a://", StringComparison.Ordinal) == true;
            yield return Info.At(provider.Where, $"{provider.Name} is {provider.Value}: nothing is signed{(writes ? ", but the event log has to be written" : "")}", "remove it; the default chain takes AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", configuration.Set((provider.Name, null)), writes ? Severity.Error : null);
        }
    }
}
