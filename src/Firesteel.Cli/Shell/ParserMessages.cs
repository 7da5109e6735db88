using System.Text.RegularExpressions;

namespace Firesteel.Cli.Shell;

/// <summary>The parser's messages in words for people: it names .NET's types.</summary>
internal static partial class ParserMessages
{
    public static string Plain(string message) => NotOfType().Replace(message, match =>
        $"{match.Groups["option"].Value}: {match.Groups["value"].Value} is no {match.Groups["type"].Value switch { "Int32" or "Int64" => "whole number", "Double" or "Decimal" => "number", "Boolean" => "true or false", var type => type }}").TrimEnd('.');

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for (?:option|argument|command) '(?<option>[^']*)' as expected type '(?:System\.)?(?:Nullable`1\[System\.)?(?<type>[\w.]+)\]?'", RegexOptions.Singleline)]
    private static partial Regex NotOfType();
}
