using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>An endpoint pasted from a chat or a wiki: <c>[http://host](http://host)</c>.</summary>
internal sealed class EndpointMarkdown : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/endpoint-markdown", Severity.Error, "The endpoint is a Markdown link",
        "Text copied from a rendered page carries its link syntax along. Taken literally it is no URI, and S3A fails with a message about the host name or the URI.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        foreach (var endpoint in configuration.S3A("endpoint").Where(endpoint => endpoint.Value.Contains("](", StringComparison.Ordinal)))
        {
            var (uri, _, _) = EndpointText.Check(endpoint.Value);
            yield return Info.At(endpoint.Where, $"{endpoint.Name} is a Markdown link, not a URL: {endpoint.Value}",
                uri is null ? "write the bare URL" : $"write {EndpointText.Bare(uri)}", uri is null ? null : configuration.Set((endpoint.Name, EndpointText.Bare(uri))));
        }
    }
}
