using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>A signing algorithm written into the configuration.</summary>
internal sealed partial class SignerOverride : IConfigurationRule, ILogRule
{
    public RuleInfo Info { get; } = new("lake/signer", Severity.Warning, "The signing algorithm is overridden",
        "S3SignerType is signature version 2: it names no region, so it hides a wrong one, protects no payload, is refused by AWS and many stores, and does not exist in Hadoop 3.4. Version 4 is the default and right everywhere.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        foreach (var signer in configuration.S3A("signing-algorithm").Concat(configuration.S3A("s3.signing-algorithm")))
        {
            var gone = configuration.Release is { SdkV2: true } && signer.Value is "S3SignerType" or "QueryStringSignerType";
            yield return Info.At(signer.Where, $"{signer.Name} is {signer.Value}{(gone ? $", which Hadoop {configuration.Release!.HadoopAws} does not have" : signer.Value == "S3SignerType" ? ": signature version 2, which only hides a wrong region" : "")}",
                "remove it, and set spark.hadoop.fs.s3a.endpoint.region to the server's region", configuration.Set((signer.Name, null)), gone ? Severity.Error : null);
        }
    }

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().IsMatch(line.Text))
            yield return Info.At(line.Where, "this Hadoop has no S3SignerType: signature version 2 is gone", "remove spark.hadoop.fs.s3a.signing-algorithm and set spark.hadoop.fs.s3a.endpoint.region to the server's region", severity: Severity.Error);
    }

    [GeneratedRegex(@"(?:unknown )?signer type[^\n]*S3SignerType|S3SignerType[^\n]*(?:no longer|not) supported")]
    private static partial Regex Pattern();
}
