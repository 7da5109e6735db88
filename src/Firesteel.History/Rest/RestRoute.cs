using System.Net;

namespace Firesteel.History.Rest;

/// <summary>A path with placeholders: <c>{name}</c> is any segment, <c>{name:n}</c> digits.</summary>
internal sealed class RestRoute(string template)
{
    public static readonly IReadOnlyDictionary<string, string> NoArguments = new Dictionary<string, string>();

    private readonly string[] parts = template.Split('/');

    public string Template => template;

    public string First => parts[0];

    /// <summary>A segment's text: without matrix parameters (<c>;x=1</c>), and bytes that are no UTF-8 replaced, as in Java.</summary>
    public static string Decode(string segment) =>
        WebUtility.UrlDecode((segment.IndexOf(';', StringComparison.Ordinal) is var end and >= 0 ? segment[..end] : segment).Replace("+", "%2B", StringComparison.Ordinal));

    public bool TryMatch(ReadOnlySpan<string> segments, out Dictionary<string, string> arguments)
    {
        arguments = [];
        if (segments.Length != parts.Length)
            return false;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            if (!part.StartsWith('{'))
            {
                if (part != segments[i])
                    return false;
                continue;
            }

            var digits = part.EndsWith(":n}", StringComparison.Ordinal);
            if (digits && !segments[i].All(char.IsAsciiDigit))
                return false;
            arguments[part[1..(digits ? ^3 : ^1)]] = segments[i];
        }

        return true;
    }
}
