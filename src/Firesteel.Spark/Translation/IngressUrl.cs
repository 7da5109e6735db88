using System.Text.RegularExpressions;
using Firesteel.Spark.Api;

namespace Firesteel.Spark.Translation;

/// <summary>Where an ingress leads to a driver: a URL format with the application's names put in.</summary>
/// <param name="Path">Empty, or begins with a slash and does not end in one.</param>
public sealed partial record IngressUrl(string Scheme, string Host, string Path)
{
    /// <param name="applicationId">Spark's.</param>
    /// <returns>Null when the format, filled in, is no URL.</returns>
    public static IngressUrl? Of(string format, SparkApplication application, string applicationId) =>
        Of(format, application.Name, application.Namespace, applicationId);

    public static IngressUrl? Of(string format, string name, string @namespace, string applicationId)
    {
        var text = Placeholder().Replace(format, match => match.Groups["name"].Value switch
        {
            "appName" => name,
            "appNamespace" => @namespace,
            "appId" => applicationId,
            _ => match.Value,
        });
        if (!text.Contains("://", StringComparison.Ordinal))
            text = $"http://{text}";
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.Host.Length > 0 && !text.Contains('{')
            ? new(url.Scheme, url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}", url.AbsolutePath.TrimEnd('/'))
            : null;
    }

    public override string ToString() => $"{Scheme}://{Host}{Path}";

    [GeneratedRegex(@"\{\{\s*\$(?<name>\w+)\s*\}\}")]
    private static partial Regex Placeholder();
}
