using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Credentials;

/// <summary>A provider class of the other AWS SDK.</summary>
internal sealed class ProviderClass : IConfigurationRule
{
    /// <summary>Classes of SDK 1 that Hadoop 3.4 replaces by itself. Source: S3A's documentation.</summary>
    private static readonly string[] Remapped =
    [
        "com.amazonaws.auth.EnvironmentVariableCredentialsProvider", "com.amazonaws.auth.AnonymousAWSCredentials",
        "com.amazonaws.auth.EC2ContainerCredentialsProviderWrapper", "com.amazonaws.auth.InstanceProfileCredentialsProvider",
        "com.amazonaws.auth.profile.ProfileCredentialsProvider",
    ];

    public RuleInfo Info { get; } = new("lake/provider-class", Severity.Error, "The credentials provider belongs to the other AWS SDK",
        "Spark 3.x comes with Hadoop 3.3 and the AWS SDK 1 (com.amazonaws), Spark 4.x with Hadoop 3.4 and the SDK 2 (software.amazon.awssdk). A class of the wrong one is not found. Without the setting S3A's own chain works in both.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        if (configuration.Release is not { } release)
            yield break;
        foreach (var provider in configuration.S3A("aws.credentials.provider"))
        {
            foreach (var name in provider.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var wrong = release.SdkV2 ? name.StartsWith("com.amazonaws.", StringComparison.Ordinal) && !Remapped.Contains(name) : name.StartsWith("software.amazon.awssdk.", StringComparison.Ordinal);
                if (wrong)
                    yield return Info.At(provider.Where, $"{name} is of the AWS SDK {(release.SdkV2 ? 1 : 2)}; Spark {release.Line} has the SDK {(release.SdkV2 ? 2 : 1)}", "remove it: the default chain reads the environment in every version", configuration.Set((provider.Name, null)));
            }
        }
    }
}
