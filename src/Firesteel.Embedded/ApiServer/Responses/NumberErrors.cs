using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Responses;

/// <summary>What Go's strconv says about a text that is no number.</summary>
internal static class NumberErrors
{
    public static string ParseInt(string text) => Text("ParseInt", text, text.AsSpan().TrimStart("+-"));

    public static string ParseUint(string text) => Text("ParseUint", text, text);

    private static string Text(string function, string text, ReadOnlySpan<char> digits)
    {
        var why = digits.Length > 0 && digits.IndexOfAnyExceptInRange('0', '9') < 0 ? "value out of range" : "invalid syntax";
        return $"strconv.{function}: parsing {GoText.Quote(text)}: {why}";
    }
}
