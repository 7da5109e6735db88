using System.Text.RegularExpressions;

namespace Firesteel.IntegrationTests.ApiServer.Replay;

/// <summary>Compares an answer that is a text; one in YAML as loosely as if it were JSON, and no more.</summary>
internal static partial class TextBody
{
    public static bool Matches(string expected, string actual, Placeholders placeholders) =>
        placeholders.Matches(expected, actual)
        || (Lists().Match(expected) is { Success: true } && MatchesList(expected.Split('\n'), actual.Split('\n'), placeholders));

    private static bool MatchesList(string[] expected, string[] actual, Placeholders placeholders)
    {
        if (expected.Length != actual.Length)
            return false;
        var isTable = expected.Contains("kind: Table");
        var isListMetadata = false;
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] is [not ' ', ..])
                isListMetadata = expected[i] == "metadata:";
            var (wanted, given) = (Version().Match(expected[i]), Version().Match(actual[i]));
            if (isListMetadata && wanted.Success && given.Success && placeholders.ListVersion(wanted.Groups[1].Value, given.Groups[1].Value))
                continue;
            if (isTable && Age().IsMatch(expected[i]) && Age().IsMatch(actual[i]))
                continue;
            if (!placeholders.Matches(expected[i], actual[i]))
                return false;
        }

        return true;
    }

    [GeneratedRegex("^kind: (Table|[A-Za-z]+List)$", RegexOptions.Multiline)]
    private static partial Regex Lists();

    [GeneratedRegex("^  resourceVersion: \"(.*)\"$")]
    private static partial Regex Version();

    [GeneratedRegex("^  - (?:\\d+[smhdy])+$")]
    private static partial Regex Age();
}
