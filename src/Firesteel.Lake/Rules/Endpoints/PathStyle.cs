using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>Virtual-host style against a store without wildcard DNS: <c>bucket.host</c> is not known.</summary>
internal sealed partial class PathStyle : IConfigurationRule, ILogRule
{
    private const string Option = SparkConfiguration.S3APrefix + "path.style.access";

    public RuleInfo Info { get; } = new("lake/path-style", Severity.Error, "Path style is off for a store that needs it",
        "By default S3A puts the bucket into the host name. An IP address or a plain host name has no such sub-domain, so the request goes nowhere; with path style the bucket stands in the path.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        foreach (var endpoint in configuration.S3A("endpoint"))
        {
            var (uri, _, _) = EndpointText.Check(endpoint.Value.Trim());
            if (uri is null || uri.Host.EndsWith("amazonaws.com", StringComparison.OrdinalIgnoreCase))
                continue;
            var bucket = endpoint.Bucket("endpoint");
            var name = bucket is null ? Option : $"{SparkConfiguration.S3APrefix}bucket.{bucket}.path.style.access";
            var style = configuration.Find(name) ?? configuration.Find(Option);
            if (style is { IsTrue: true })
                continue;
            var sure = uri.HostNameType != UriHostNameType.Dns || !uri.Host.Contains('.');
            yield return Info.At(style?.Where ?? endpoint.Where, $"{name} is {style?.Value ?? "not set"}, so S3A asks for bucket.{uri.Host}, which {(sure ? "does not exist" : "needs wildcard DNS")}",
                $"set {name}=true", configuration.Set((name, "true")), sure ? Severity.Error : Severity.Warning);
        }
    }

    public IEnumerable<Finding> Check(LogLine line)
    {
        if (Pattern().Match(line.Text) is { Success: true } match)
            yield return Info.At(line.Where, $"the host {match.Groups["host"].Value} is not known: the bucket was put into the host name", $"set {Option}=true");
    }

    /// <summary>A name in front of an IP address or of a host without dots is never somebody's own domain.</summary>
    [GeneratedRegex(@"UnknownHostException:?\s+(?<host>[a-z0-9][a-z0-9-]{1,61}\.(?:\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9-]+(?:\.svc(?:\.cluster\.local)?)?))(?::\d+)?(?=[:\s]|$)")]
    private static partial Regex Pattern();
}
