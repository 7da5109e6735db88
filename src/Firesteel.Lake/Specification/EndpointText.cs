using System.Text.RegularExpressions;

namespace Firesteel.Lake.Specification;

/// <summary>What people write where an endpoint belongs, and what they meant.</summary>
public static partial class EndpointText
{
    /// <returns>The endpoint as a URI when it can be guessed; what is wrong with the text and how to write it, or nulls.</returns>
    public static (Uri? Uri, string? What, string? Cure) Check(string text)
    {
        if (Markdown().Match(text) is { Success: true } link)
            return (Parse(link.Groups["url"].Value), $"is a Markdown link, not a URL: {text}", $"write {link.Groups["url"].Value}");
        if (text.AsSpan().IndexOfAny(" \t\r\n<>[]()\"'") >= 0)
            return (null, $"is {text}, which is no URL", "write http://host:port");
        var uri = Parse(text);
        if (uri is null)
            return text.Contains("://", StringComparison.Ordinal)
                ? (null, $"is {text}, which is no http or https URL", "write http://host:port or https://host:port")
                : (Parse("http://" + text), $"is {text}, without a scheme", $"write http://{text} or https://{text}");
        if (uri.UserInfo.Length > 0)
            return (uri, "contains credentials", $"write {Bare(uri)} and give the credentials by environment or secret");
        return uri.PathAndQuery is "/" or "" && uri.Fragment.Length == 0 ? (uri, null, null)
            : (uri, $"has the path {uri.PathAndQuery}, which S3A silently drops", $"write {Bare(uri)}");
    }

    /// <summary>Scheme, host and port.</summary>
    public static string Bare(Uri uri) => $"{uri.Scheme}://{uri.Authority}";

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 ? new Uri(text) : null;

    [GeneratedRegex(@"^\[[^\]]*\]\((?<url>[^)\s]+)\)$")]
    private static partial Regex Markdown();
}
