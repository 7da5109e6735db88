using Firesteel.Kube.Problems;
using Firesteel.Lake.Rules.Configurations;

namespace Firesteel.Lake.Rules.Endpoints;

/// <summary>http in the URL and TLS in the switch, or the reverse, or neither said.</summary>
internal sealed class EndpointScheme : IConfigurationRule
{
    public RuleInfo Info { get; } = new("lake/endpoint-scheme", Severity.Error, "Endpoint and TLS switch disagree",
        "An endpoint without a scheme takes it from fs.s3a.connection.ssl.enabled, whose default is true: a plain http store is then spoken to in TLS. Where both are written they should say the same.");

    public IEnumerable<Finding> Check(SparkConfiguration configuration)
    {
        var ssl = configuration.Find(SparkConfiguration.S3APrefix + "connection.ssl.enabled");
        foreach (var endpoint in configuration.S3A("endpoint").Where(endpoint => !endpoint.Value.Contains("](", StringComparison.Ordinal)))
        {
            var scheme = endpoint.Value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http"
                : endpoint.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https" : null;
            if (scheme is null && ssl is null && !endpoint.Value.Contains("amazonaws", StringComparison.Ordinal))
                yield return Info.At(endpoint.Where, $"{endpoint.Name} is {endpoint.Value}, without a scheme: S3A speaks TLS to it", $"write http://{endpoint.Value} or https://{endpoint.Value}", severity: Severity.Warning);
            else if (scheme == "http" && ssl is { IsTrue: true })
                yield return Info.At(ssl.Where, $"{ssl.Name} is true, but the endpoint is {endpoint.Value}", $"set it to false, or use https in the endpoint", configuration.Set((ssl.Name, "false")));
            else if (scheme == "https" && ssl is { IsTrue: false })
                yield return Info.At(ssl.Where, $"{ssl.Name} is {ssl.Value}, but the endpoint is {endpoint.Value}", "set it to true", configuration.Set((ssl.Name, "true")));
        }
    }
}
