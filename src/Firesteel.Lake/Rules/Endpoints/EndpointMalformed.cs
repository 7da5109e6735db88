using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>An endpoint with a path, blanks or credentials in it.</summary>
internal sealed class EndpointMalformed : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/endpoint-path", Severity.Error, "The endpoint is more than scheme, host and port",
        "S3A takes scheme, host and port of the endpoint and drops the rest without a word: a bucket or a path written there is asked for nowhere, and credentials written there are shown in every log.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        foreach (var endpoint in configuration.S3A("endpoint").Where(endpoint => !endpoint.Value.Contains("](", StringComparison.Ordinal)))
        {
            var (uri, what, cure) = EndpointText.Check(endpoint.Value.Trim());
            if (what is null || (uri is not null && !endpoint.Value.Contains("://", StringComparison.Ordinal)))
                continue; // host without a scheme is S3A's older form and another rule's business
            yield return Info.At(endpoint.Where, $"{endpoint.Name} {what}", cure!, uri is null ? null : configuration.Set((endpoint.Name, EndpointText.Bare(uri))));
        }
    }
}
