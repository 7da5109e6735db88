using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Firesteel.Kube.Problems;
using Firesteel.Spark.Lifecycle;

namespace Firesteel.Cli.Verbs.Operator;

/// <summary>Options of <c>operator run</c> about ingresses; the names are those of kubeflow's operator.</summary>
internal sealed class OperatorUiOptions
{
    private readonly Option<string?> _format = new("--ingress-url-format") { Description = "Make an ingress for each web UI, at this URL with {{$appName}}, {{$appNamespace}} and {{$appId}} in it." };
    private readonly Option<string?> _class = new("--ingress-class-name") { Description = "Class of all ingresses." };
    private readonly Option<string?> _annotations = new("--ingress-annotations") { Description = "Annotations of ingresses as a JSON mapping, for applications that have none of their own." };
    private readonly Option<string?> _tls = new("--ingress-tls") { Description = "TLS of ingresses as a JSON list of {\"hosts\": […], \"secretName\": …}, for applications that have none of their own." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_format, _class, _annotations, _tls])
            command.Options.Add(option);
    }

    /// <exception cref="ProblemException">What should be JSON is none.</exception>
    public IngressSettings Read(ParseResult parsed) => new()
    {
        UrlFormat = parsed.GetValue(_format) is { Length: > 0 } format ? format : null,
        ClassName = parsed.GetValue(_class) is { Length: > 0 } name ? name : null,
        Annotations = Json(parsed, _annotations) switch
        {
            null => ImmutableSortedDictionary<string, string>.Empty,
            JsonObject map when map.All(entry => entry.Value?.GetValueKind() == JsonValueKind.String) => map.ToImmutableSortedDictionary(entry => entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal),
            _ => throw Wrong(_annotations, "is no mapping of texts", "write for instance {\"cert-manager.io/cluster-issuer\":\"letsencrypt\"}"),
        },
        Tls = Json(parsed, _tls) switch
        {
            null => [],
            JsonArray list when list.All(entry => entry is JsonObject) => [.. list.Select(entry => (JsonObject)entry!.DeepClone())],
            _ => throw Wrong(_tls, "is no list of mappings", "write for instance [{\"hosts\":[\"*.spark.example.com\"],\"secretName\":\"spark-tls\"}]"),
        },
    };

    private static JsonNode? Json(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { Length: > 0 } text)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException wrong)
        {
            throw Wrong(option, $"is no JSON ({wrong.Message.Split('.')[0]})", "quote it for the shell: '{…}'");
        }
    }

    private static ProblemException Wrong(Option option, string what, string cure) => new([new Problem(Location.Option(option.Name), what, cure)]);
}
